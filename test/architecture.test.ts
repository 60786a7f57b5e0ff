/** Who may import whom: `model ← properties ← src ← test`, and the engine below everything in `src`. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

interface Import {
  readonly from: string;
  /** A file of the project, or a package as it is written. */
  readonly to: string;
  readonly typesOnly: boolean;
}

const filesIn = (folder: string): readonly string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.[cm]?[jt]sx?$/.test(name))
    .map((name) => posix.join(folder, name.replaceAll('\\', '/')));

const sourceOf = (file: string): ts.SourceFile =>
  ts.createSourceFile(file, readFileSync(join(root, file), 'utf8'), ts.ScriptTarget.ES2022, true);

const importsOf = (file: string): readonly Import[] => {
  const found: Import[] = [];
  const add = (specifier: ts.Node | undefined, typesOnly: boolean): void => {
    if (specifier === undefined || !ts.isStringLiteral(specifier)) return;
    const { text } = specifier;
    const to = text.startsWith('.') ? posix.join(posix.dirname(file), text) : text;
    found.push({ from: file, to, typesOnly });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) add(node.moduleSpecifier, node.importClause?.isTypeOnly ?? false);
    else if (ts.isExportDeclaration(node)) add(node.moduleSpecifier, node.isTypeOnly);
    else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument))
      add(node.argument.literal, true);
    else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword)
      add(node.arguments[0], false);
    ts.forEachChild(node, visit);
  };
  visit(sourceOf(file));
  return found;
};

const files = ['model', 'properties', 'src'].flatMap(filesIn);
const imports = files.flatMap(importsOf);

/** Those imports of a folder's files that are not allowed, in words. */
const strays = (folder: string, allowed: (one: Import) => boolean): readonly string[] =>
  imports
    .filter((one) => one.from.startsWith(`${folder}/`) && !allowed(one))
    .map(({ from, to, typesOnly }) => `${from} imports ${typesOnly ? 'types of ' : ''}${to}`);

const isIn =
  (...folders: readonly string[]) =>
  ({ to }: Import): boolean =>
    folders.some((folder) => to.startsWith(`${folder}/`));

/** A file has a suffix, and is under one of the project's folders; whoever leaves them begins with `../`. */
const isPackage = ({ to }: Import): boolean => !/\.(tsx?|json)$/.test(to) && !to.startsWith('.');

describe('imports', () => {
  it('are found at all', () => {
    expect(files.length).toBeGreaterThan(80);
    expect(imports).toContainEqual({ from: 'model/machine.ts', to: 'model/action.ts', typesOnly: true });
    expect(imports).toContainEqual({ from: 'model/machine.ts', to: 'model/action.ts', typesOnly: false });
    expect(imports).toContainEqual({
      from: 'properties/property.ts',
      to: 'model/action.ts',
      typesOnly: false,
    });
  });

  it('of the project lead to files that are there', () => {
    const missing = imports.filter((one) => !isPackage(one) && !files.includes(one.to));
    expect(missing.filter(({ to }) => to !== 'package.json')).toEqual([]);
  });

  it('of the model: itself and ts-pattern', () => {
    expect(strays('model', (one) => isIn('model')(one) || one.to === 'ts-pattern')).toEqual([]);
  });

  it('of the properties: the model and themselves', () => {
    expect(strays('properties', isIn('model', 'properties'))).toEqual([]);
  });

  it('of the engine: itself, fast-check, and the types of the languages of actions and of properties', () => {
    const languages = ['model/action.ts', 'properties/property.ts'];
    const allowed = (one: Import) => isIn('src/engine')(one) || (one.typesOnly && languages.includes(one.to));
    expect(strays('src/engine', (one) => allowed(one) || one.to === 'fast-check')).toEqual([]);
  });

  it('of fast-check: the one file that knows its commands', () => {
    const fast = imports.filter(({ to }) => to === 'fast-check');
    expect(fast.map(({ from }) => from)).toEqual(['src/engine/random/commands.ts']);
  });

  it('of src: the model, the properties, itself, packages, and the version in package.json', () => {
    const allowed = (one: Import) => isIn('model', 'properties', 'src')(one) || isPackage(one);
    expect(strays('src', (one) => allowed(one) || one.to === 'package.json')).toEqual([]);
  });

  it('of the page in the browser, and of the picture: themselves, Preact, ts-pattern, types, and what is pure', () => {
    const packages = ['preact', 'preact/hooks', 'ts-pattern'];
    const pure = [
      'model/state.ts',
      'model/labels.ts',
      'model/topology.ts',
      'src/printable.ts',
      'src/words/actors.ts',
      'src/words/cells.ts',
      'src/results/story.ts',
    ];
    const within =
      (...folders: readonly string[]) =>
      (one: Import) =>
        isIn(...folders)(one) ||
        [...packages, ...pure].includes(one.to) ||
        (one.typesOnly && !isPackage(one));
    expect(strays('src/viewer', within('src/viewer', 'src/picture'))).toEqual([]);
    expect(strays('src/picture', within('src/picture'))).toEqual([]);
    // what those import in turn comes along
    const carried = imports.filter(({ from, typesOnly }) => pure.includes(from) && !typesOnly);
    expect(carried.filter(({ to }) => ![...packages, ...pure].includes(to))).toEqual([]);
  });

  it('of the page in the browser: nobody, it is built by itself', () => {
    const users = imports.filter((one) => isIn('src/viewer')(one) && !one.from.startsWith('src/viewer/'));
    expect(users).toEqual([]);
  });

  it('of Preact: the page in the browser, the picture, and the reports that are pages, which one file prints', () => {
    const preact = imports.filter(({ to }) => /^preact($|\/|-)/.test(to));
    const folders = ['src/viewer/', 'src/picture/', 'src/report/html/', 'src/report/compare/html'];
    const strangers = preact.filter(({ from }) => !folders.some((folder) => from.startsWith(folder)));
    expect(strangers).toEqual([]);
    const printers = preact.filter(({ to }) => to === 'preact-render-to-string');
    expect(printers.map(({ from }) => from)).toEqual(['src/report/html/page.tsx']);
  });

  it('of files go round in no circle, not even for a type', () => {
    const next = new Map(
      files.map((file) => [file, imports.filter(({ from }) => from === file).map(({ to }) => to)]),
    );
    const done = new Set<string>();
    const circles: string[] = [];
    const visit = (file: string, way: readonly string[]): void => {
      if (way.includes(file)) circles.push([...way.slice(way.indexOf(file)), file].join(' → '));
      if (way.includes(file) || done.has(file)) return;
      for (const to of next.get(file) ?? []) visit(to, [...way, file]);
      done.add(file);
    };
    for (const file of files) visit(file, []);
    expect(circles).toEqual([]);
  });

  describe('of the rooms of src, which docs/house.md lists in an order', () => {
    const page = readFileSync(join(root, 'docs/house.md'), 'utf8');
    const rooms = [...page.matchAll(/^\| `(src\/[^`]+)` \|/gm)].map(([, room]) => room!);
    /** `src/check/` of a file in there, `src/errors.ts` of itself. */
    const roomOf = (file: string): string => file.match(/^src\/[^/]+(\/|$)/)![0];

    it('has them all, and no other', () => {
      const there = [...new Set(files.filter((file) => file.startsWith('src/')).map(roomOf))];
      expect([...rooms].sort()).toEqual(there.sort());
    });

    it('lead to those above, not even types to others', () => {
      const within = imports.filter(({ from, to }) => from.startsWith('src/') && to.startsWith('src/'));
      const wrong = within.filter(({ from, to }) => rooms.indexOf(roomOf(to)) > rooms.indexOf(roomOf(from)));
      expect(wrong.map(({ from, to }) => `${from} imports ${to}`)).toEqual([]);
    });
  });
});

describe('the code', () => {
  /** What a file says in its code, comments and texts left out. */
  const namesIn = (file: string): ReadonlySet<string> => {
    const names = new Set<string>();
    const visit = (node: ts.Node): void => {
      if (ts.isPropertyAccessExpression(node)) names.add(node.getText().replaceAll(/\s|\?/g, ''));
      if (ts.isIdentifier(node)) names.add(node.text);
      if (ts.isClassLike(node)) names.add('class');
      ts.forEachChild(node, visit);
    };
    visit(sourceOf(file));
    return names;
  };
  const filesThatName = (pattern: RegExp, where = files) =>
    where.filter((file) => [...namesIn(file)].some((name) => pattern.test(name)));

  it('prints and exits only in src/cli.ts; what a module of the user prints goes to stderr', () => {
    expect(filesThatName(/^(console|process\.(stdout|exit|exitCode))\b/)).toEqual(['src/cli.ts']);
    const others = filesThatName(/^process\.stderr\b/).filter((file) => file !== 'src/cli.ts');
    expect(others).toEqual(['src/modules/realm.ts']);
  });

  it('reads no clock and no chance in the model, the properties and the engine', () => {
    const below = files.filter((file) => /^(model|properties|src\/engine)\//.test(file));
    expect(filesThatName(/^(Date|performance|process|setTimeout|Math\.random|crypto)$/, below)).toEqual([]);
  });

  it('has no class in the model and the properties', () => {
    const readable = files.filter((file) => /^(model|properties)\//.test(file));
    expect(filesThatName(/^class$/, readable)).toEqual([]);
  });
});
