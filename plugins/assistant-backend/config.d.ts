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
