import { readingContract } from "./contract.ts";

readingContract("git");
readingContract("isomorphic");
