/** `main` where `main:policies/mine.ts` is meant: a revision of git without a path. */
import { relative, resolve } from 'node:path';
import { UserError } from '../errors.ts';
import { bytesOf, filesOf } from './listing.ts';
import { insteadOf } from './not-there.ts';
import { placeOf, repositoryOf, treeAt } from './repository.ts';
import { slashed } from './revision.ts';

const named = async (revision: string, beside: string | null): Promise<string | null> => {
  const repository = await repositoryOf(revision, process.cwd());
  const tree = await treeAt(revision, revision, repository);
  if (tree === null) return null;
  if (beside === null) return `${revision}:<path>`;
  const place = placeOf(repository);
  const files = await filesOf(revision, place, tree);
  const path = slashed(relative(repository.root, resolve(beside)));
  if (files.has(bytesOf(path))) return `${revision}:${path}`;
  const instead = await insteadOf(revision, { path, place, tree, files });
  return `${revision}:${instead.is === 'nothing' ? '<path>' : instead.path}`;
};

/**
 * What would name a module at a revision; `null` if there is no such revision, or no repository.
 *
 * @param beside the path of the module with which it is to be compared, from the working directory
 */
export const atBareRevision = async (revision: string, beside: string | null): Promise<string | null> => {
  try {
    return await named(revision, beside);
  } catch (error) {
    // Where there is no git, there is no revision.
    if (error instanceof UserError) return null;
    throw error;
  }
};
