/** The values that frontmatter can hold (YAML 1.2 core schema, no anchors, no tags). */
export type Yaml = string | number | boolean | null | readonly Yaml[] | { readonly [key: string]: Yaml };

/** A frontmatter key that this version does not know: kept with its value, behind the known key that it followed (null: first). */
export interface Extra {
  readonly key: string;
  readonly value: Yaml;
  readonly after: string | null;
}
