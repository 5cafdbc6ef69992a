import { readingContract } from "./contract.ts";

readingContract("git");
readingContract("git program");
readingContract("isomorphic");
