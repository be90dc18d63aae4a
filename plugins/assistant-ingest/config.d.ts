import { HumanDuration } from '@backstage/types';

export interface Config {
  assistant?: {
    /** Where documents come from, and when the base is built. */
    documents?: {
      /**
       * Build when the backend starts: `true` (default, costs a few reads when nothing changed),
       * `if-empty` (only while there is no complete base), `false`.
       * @visibility backend
       */
      buildOnStart?: boolean | 'if-empty';

      schedule?: {
        /**
         * When the base is built, in the time zone of the process. Default: `0 3 * * 0`.
         * @visibility backend
         */
        cron?: string;
        /**
         * Longest build. Default: 2 hours.
         * @visibility backend
         */
        timeout?: string | HumanDuration;
      };

      /** The TechDocs of all catalog entities. */
      techdocs?: {
        /**
         * Default: true.
         * @visibility backend
         */
        enabled?: boolean;
        /**
         * Sites that are read at the same time. Default: 4.
         * @visibility backend
         */
        concurrency?: number;
      };

      /** Folders and repositories of Markdown. */
      markdown?: Array<{
        /**
         * Short name, unique.
         * @visibility backend
         */
        id: string;
        /**
         * Folder in a repository, read through the portal's integrations. Either this or `path`.
         * @visibility backend
         */
        url?: string;
        /**
         * Folder on the disk of the backend. Either this or `url`.
         * @visibility backend
         */
        path?: string;
        /**
         * The entity that the pages belong to, e.g. `system:default/shop`; whoever may not read it
         * never sees them.
         * @visibility backend
         */
        entityRef: string;
      }>;

      /** Bounds of one site or folder. What goes beyond is left out, and the build says so. */
      limits?: {
        /**
         * Default: 2000.
         * @visibility backend
         */
        maxDocuments?: number;
        /**
         * Default: 2 MiB.
         * @visibility backend
         */
        maxDocumentBytes?: number;
        /**
         * Longest read. Default: 120.
         * @visibility backend
         */
        timeoutSeconds?: number;
      };

      /** What a new version must pass before it answers. */
      gate?: {
        /**
         * Largest change of the number of documents, as a share. Default: 0.3.
         * @visibility backend
         */
        sizeChange?: number;
        /**
         * File with a YAML list of `{ question, document }`; no more than 2 % of the questions may
         * lose their document.
         * @visibility backend
         */
        goldenQuestions?: string;
      };
    };

    /** What is read of the systems that run. */
    telemetry?: {
      /**
       * `false` reads nothing at all. Default: true.
       * @visibility backend
       */
      enabled?: boolean;
      /** Recorded incidents that are played as if they happened now. */
      replay?: Array<{
        /**
         * Short name, unique.
         * @visibility backend
         */
        id: string;
        /**
         * Folder of the recording on the disk of the backend.
         * @visibility backend
         */
        path: string;
        /**
         * Goes on with the last minutes after its end. Default: true.
         * @visibility backend
         */
        hold?: boolean;
      }>;
      /**
       * Regular expressions; what they match is taken out of messages, labels and annotations before
       * they are stored, beside secrets and personal data, which always are.
       * @visibility backend
       */
      redact?: string[];
      /** Rules that say which entity a workload belongs to; the first that matches counts, after annotations. `*` stands for any run of characters. */
      mapping?: Array<{
        /**
         * Cluster or server.
         * @visibility backend
         */
        instance?: string;
        /** @visibility backend */
        namespace?: string;
        /**
         * Kind of the workload, e.g. `Deployment`.
         * @visibility backend
         */
        kind?: string;
        /** @visibility backend */
        name?: string;
        /**
         * `key=value` of the pods.
         * @visibility backend
         */
        label?: string;
        /**
         * The entity; `{name}`, `{namespace}` and `{app}` stand for those of the workload.
         * @visibility backend
         */
        entityRef: string;
      }>;
      /**
       * How often workloads are mapped again. Default: 10.
       * @visibility backend
       */
      mappingSeconds?: number;
      /**
       * Records that one read of a source takes at most. Default: 2000, so that no read holds up the portal for long.
       * @visibility backend
       */
      maxRecordsPerRead?: number;
    };

    environments?: {
      /**
       * Environment of each cluster or server.
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
    };

    embedder?: {
      /** Any endpoint that speaks the OpenAI embeddings protocol. It receives the text of all documents and questions. */
      openai?: {
        /**
         * Address up to and including `/v1`.
         * @visibility backend
         */
        baseUrl: string;
        /** @visibility secret */
        apiKey?: string;
        /** @visibility backend */
        model: string;
        /**
         * Length of the vectors, as the model has it.
         * @visibility backend
         */
        dimensions: number;
        /**
         * Ask the server to cut its vectors to `dimensions`; only some models can. Default: false.
         * @visibility backend
         */
        sendDimensions?: boolean;
        /**
         * Texts of one request. Default: 32.
         * @visibility backend
         */
        batchSize?: number;
        /**
         * Default: 600.
         * @visibility backend
         */
        requestsPerMinute?: number;
        /**
         * Longest wait for one answer. Default: 60.
         * @visibility backend
         */
        timeoutSeconds?: number;
        /**
         * Put before each question, as some models want it, e.g. `query: `.
         * @visibility backend
         */
        queryPrefix?: string;
        /**
         * Put before each text of a document, e.g. `passage: `.
         * @visibility backend
         */
        passagePrefix?: string;
        /**
         * Extra headers of each request.
         * @deepVisibility secret
         */
        headers?: { [name: string]: string };
      };
    };

    model?: {
      /** Any endpoint that speaks the OpenAI chat protocol. */
      openai?: {
        /**
         * Address up to and including `/v1`.
         * @visibility backend
         */
        baseUrl: string;
        /** @visibility secret */
        apiKey?: string;
        /** @visibility backend */
        model: string;
        /**
         * What may be sent. `none`: the question and documents; `metadata` (default): also names,
         * states, titles of findings and earlier questions; `full`: also log text, values and
         * earlier answers.
         * @visibility backend
         */
        dataPolicy?: 'none' | 'metadata' | 'full';
        /**
         * Tokens of prompt and answer together. Default: 16000.
         * @visibility backend
         */
        contextTokens?: number;
        /**
         * Most tokens of the answer; never more than a quarter of `contextTokens`. Default: 800.
         * @visibility backend
         */
        maxTokens?: number;
        /**
         * Longest wait for the first word. Default: 15.
         * @visibility backend
         */
        firstTokenTimeoutSeconds?: number;
        /**
         * Longest wait for the last word. Default: 60.
         * @visibility backend
         */
        timeoutSeconds?: number;
        /**
         * Extra headers of each request.
         * @deepVisibility secret
         */
        headers?: { [name: string]: string };
      };
    };

    /** Outgoing connections. Proxies come from HTTP_PROXY, HTTPS_PROXY and NO_PROXY. */
    http?: {
      /**
       * PEM file of a private certificate authority, trusted beside the usual ones.
       * @visibility backend
       */
      caFile?: string;
    };
  };
}
