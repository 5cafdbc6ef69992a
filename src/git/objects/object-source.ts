import type { Oid, TreeEntry } from "../repository.ts";
import type { CommitObject } from "./parse-object.ts";

/** Where objects come from: what walks over trees and histories asks nothing else. */
export interface ObjectSource {
  blob(oid: Oid): Promise<Buffer>;
  tree(oid: Oid): Promise<readonly TreeEntry[]>;
  treeOf(commit: Oid): Promise<Oid>;
  /** Told before so many trees are asked for one by one. @throws what ends the question, where that is too many */
  expect?(trees: number): void;
  /** A commit at which a shallow clone was cut has no parents, as git itself has it. */
  commit(oid: Oid): Promise<CommitObject>;
}
