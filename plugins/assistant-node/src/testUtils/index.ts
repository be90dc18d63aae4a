/**
 * Contract suites and fakes for tests of what is added to the assistant.
 *
 * @packageDocumentation
 */
export * from './describeAnalyzer';
export * from './describeDocumentSource';
export * from './describeEmbedder';
export * from './InMemoryDocumentBase';
export * from './InMemoryTelemetryBase';
export * from './leakKit';
export * from './describeTelemetryBase';
export * as telemetryBatches from './telemetryBatches';
