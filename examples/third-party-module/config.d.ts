export interface Config {
  /** Architecture decisions for the assistant. */
  decisions?: {
    /** Folder of Markdown files, as the integrations of the portal can read it. */
    url: string;
    /** Entity whose readers may read the decisions, e.g. `system:default/shop`. */
    entityRef: string;
  };
  /** Switched feature flags, as changes that the assistant may find to be a cause. */
  featureFlags?: {
    /** Where the service of feature flags lists what was switched. */
    url: string;
    /** Cluster that the switched deployments run in. */
    cluster: string;
  };
}
