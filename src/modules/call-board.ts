/**
 * A board in shared memory on which a worker thread writes which call of the user's code it is in, so that the
 * main thread can say so when that call never returns: the worker itself can't be asked any more.
 */

/** Int32 fields: the version (odd while the worker writes), the calls so far, and the lengths in bytes. */
const header = { version: 0, calls: 1, inCall: 2, textBytes: 3, tailBytes: 4 } as const;
const headerBytes = 32;
const tailBytesMax = 16;
const textBytesMax = 16 * 1024 - headerBytes - tailBytesMax;

/** A reader that meets a writer at work this often in a row knows that the worker is not stuck. */
const readAttempts = 100;

export interface CallBoardWriter {
  /** A call begins. Its text is this one, what is added, and the tail. */
  readonly enter: (text: string, tail?: string) => void;
  /** More is known about the call in progress. What has no room left is cut. */
  readonly add: (text: string) => void;
  /** The call returned. */
  readonly leave: () => void;
}

export interface CallInProgress {
  /** The file, the function and its arguments, as far as the module read them. */
  readonly text: string;
  /** How many calls began so far (modulo 2³²): the same number is the same call. */
  readonly calls: number;
}

const partsOf = (buffer: SharedArrayBuffer) => ({
  fields: new Int32Array(buffer, 0, headerBytes / Int32Array.BYTES_PER_ELEMENT),
  tail: new Uint8Array(buffer, headerBytes, tailBytesMax),
  text: new Uint8Array(buffer, headerBytes + tailBytesMax, textBytesMax),
});

/** Makes an empty board (16 KiB) that threads can share. */
export const createCallBoard = (): SharedArrayBuffer =>
  new SharedArrayBuffer(headerBytes + tailBytesMax + textBytesMax);

/** The worker's end of a board. A board has one writer at a time. */
export const callBoardWriter = (buffer: SharedArrayBuffer): CallBoardWriter => {
  const { fields, tail, text } = partsOf(buffer);
  const encoder = new TextEncoder();
  let length = 0;
  const writing = (write: () => void): void => {
    Atomics.add(fields, header.version, 1);
    write();
    Atomics.add(fields, header.version, 1);
  };
  const append = (more: string): void => {
    length += encoder.encodeInto(more, text.subarray(length)).written;
    fields[header.textBytes] = length;
  };
  return {
    enter: (opening, ending = '') =>
      writing(() => {
        fields[header.calls] = fields[header.calls]! + 1;
        fields[header.inCall] = 1;
        fields[header.tailBytes] = encoder.encodeInto(ending, tail).written;
        length = 0;
        append(opening);
      }),
    add: (more) => writing(() => append(more)),
    leave: () =>
      writing(() => {
        fields[header.inCall] = 0;
      }),
  };
};

/** What the worker is at: `null` when it is in no call of the user's code, or is seen to go from call to call. */
export const readCallBoard = (buffer: SharedArrayBuffer): CallInProgress | null => {
  const { fields, tail, text } = partsOf(buffer);
  for (let attempt = 0; attempt < readAttempts; attempt += 1) {
    const version = Atomics.load(fields, header.version);
    const inCall = fields[header.inCall] === 1;
    const calls = fields[header.calls]! >>> 0;
    // slice() copies: a TextDecoder need not accept shared memory
    const opening = text.slice(0, fields[header.textBytes]);
    const ending = tail.slice(0, fields[header.tailBytes]);
    if (version % 2 !== 0 || Atomics.load(fields, header.version) !== version) continue;
    const decoder = new TextDecoder();
    return inCall ? { text: decoder.decode(opening) + decoder.decode(ending), calls } : null;
  }
  return null;
};
