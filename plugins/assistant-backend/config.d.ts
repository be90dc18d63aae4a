import { HumanDuration } from '@backstage/types';

export interface Config {
  /** The assistant: answers from the documents of the catalog, with sources. */
  assistant?: {
    /**
     * What this backend does. `serve` answers questions, `ingest` fills the bases, `all` (default)
     * does both. Two backends with different roles share one PostgreSQL database.
     * @visibility backend
     */
    role?: 'all' | 'serve' | 'ingest';

    /** The embedded database, used when the plugin's database is not PostgreSQL. */
    embedded?: {
      /**
       * Directory of the embedded database. It has one owner at a time. Default: a folder
       * `.assistant` below the working directory of the backend.
       * @visibility backend
       */
      directory?: string;
    };

    /** Who sees telemetry in full beside the owners of an entity. Documents follow the catalog. */
    access?: {
      /**
       * Groups that see everything that they may read in the catalog in full.
       * @visibility backend
       */
      operators?: string[];
      /**
       * Groups whose members may open an entity in full for four hours, with a reason.
       * @visibility backend
       */
      onCall?: string[];
      /**
       * `owners` (default): telemetry for owners; `readers`: for whoever may read the entity.
       * @visibility backend
       */
      telemetry?: 'owners' | 'readers';
      /**
       * Whether members of a group count as members of its parent groups too. Default: true.
       * @visibility backend
       */
      parentGroups?: boolean;
    };

    /** Environments that questions and answers name. */
    environments?: {
      /**
       * The one that is meant when a question names none. Default: `prod`.
       * @visibility backend
       */
      default?: string;
      /**
       * Words by which people call each environment.
       * @visibility backend
       */
      names?: { [environment: string]: string[] };
      /**
       * Kubernetes cluster of each environment, where it differs from the one that the entity names.
       * @visibility backend
       */
      clusters?: { [environment: string]: string };
      /**
       * Environment of each cluster or server that telemetry comes from.
       * @visibility backend
       */
      instances?: { [instance: string]: string };
      /** Rules on namespaces; the first that matches counts, before `instances`. */
      namespaces?: Array<{
        /**
         * Namespace; `*` stands for any run of characters.
         * @visibility backend
         */
        pattern: string;
        /** @visibility backend */
        environment: string;
      }>;
      /**
       * Environments that count as production: elsewhere nothing is worse than a warning. Default:
       * `prod` and `production`.
       * @visibility backend
       */
      production?: string[];
    };

    /**
     * Addresses of evidence in its own system. In braces: namespace, pod, name, kind, cluster, from, to
     * (ISO 8601) and query. A link whose value is not known is left out.
     */
    links?: {
      /**
       * State of an object.
       * @visibility backend
       */
      resource?: string;
      /** @visibility backend */
      event?: string;
      /**
       * Lines of a template; `query` is the template.
       * @visibility backend
       */
      log?: string;
      /**
       * A series; `query` is what made it.
       * @visibility backend
       */
      metric?: string;
      /** @visibility backend */
      change?: string;
    };

    /** What runs, and how much of it is kept. */
    telemetry?: {
      /** How long it is kept, counted from when it was stored; whole partitions of time go at once. */
      retention?: {
        /**
         * Each value of a metric, in hours; afterwards means over five minutes. Default: 6.
         * @visibility backend
         */
        metricsHours?: number;
        /**
         * Counts of log lines over ten seconds, with a sample each, in hours; afterwards over five
         * minutes. Default: 24.
         * @visibility backend
         */
        logsHours?: number;
        /**
         * What is kept over five minutes, in days. Default: 8.
         * @visibility backend
         */
        rollupsDays?: number;
        /**
         * Versions of objects that no longer hold, changes, and the versions to go back to, in days.
         * Default: 14.
         * @visibility backend
         */
        versionsDays?: number;
      };
      /**
       * Size of the telemetry base in bytes; above it the oldest goes first. Default: 20 GiB.
       * @visibility backend
       */
      maxBytes?: number;
    };

    /** How long things are kept. */
    retention?: {
      /**
       * Conversations without a new question are deleted after this time. Default: 90 days.
       * @visibility backend
       */
      conversations?: string | HumanDuration;
      /**
       * Generations of the document base that are kept, at least 2. Default: 3.
       * @visibility backend
       */
      generations?: number;
    };

    /** Limits per person, counted over all replicas. */
    rateLimit?: {
      /**
       * Default: 30.
       * @visibility backend
       */
      questionsPerMinute?: number;
      /**
       * Answers that may run at the same time. Default: 3.
       * @visibility backend
       */
      concurrent?: number;
    };

    /** Which embedder turns texts into vectors. */
    embedder?: {
      /**
       * Name of a registered embedder. `local` (default) is bundled and works offline.
       * @visibility backend
       */
      use?: string;
    };

    /** A language model that words an answer after the composed one. Without it nothing is sent anywhere. */
    model?: {
      /**
       * Name of a registered model, e.g. `openai`. Unset: no model.
       * @visibility backend
       */
      use?: string;
    };

    /**
     * Zone in which clock times of questions are read. Default: UTC.
     * @visibility backend
     */
    timeZone?: string;

    /**
     * Words of the organization and what they mean, for search.
     * @visibility backend
     */
    glossary?: Array<{
      /** @visibility backend */
      term: string;
      /** @visibility backend */
      means: string[];
    }>;
  };
}
