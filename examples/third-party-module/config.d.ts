export interface Config {
  /** Architecture decisions for the assistant. */
  decisions?: {
    /** Folder of Markdown files, as the integrations of the portal can read it. */
    url: string;
    /** Entity whose readers may read the decisions, e.g. `system:default/shop`. */
    entityRef: string;
  };
}
