import type { Operation } from './schemas';

/** The bases, and whether all is ready. */
export const baseOperations: Operation[] = [
  {
    method: 'get',
    path: '/readiness',
    summary:
      'Whether questions can be answered, and if not, why and what to do',
    answer: 'Readiness',
    errors: [401],
  },
  {
    method: 'get',
    path: '/bases/documents',
    summary: 'The document base and its generations',
    answer: 'DocumentBaseStatus',
    errors: [401, 503],
  },
  {
    method: 'post',
    path: '/bases/documents/builds',
    summary: 'Starts a build, or returns the one that is running',
    status: 202,
    answer: 'BuildProgress',
    errors: [401, 403, 503],
  },
  {
    method: 'get',
    path: '/bases/documents/builds/{buildId}',
    summary: 'Progress and result of a build',
    answer: 'BuildProgress',
    errors: [401, 404, 503],
  },
  {
    method: 'delete',
    path: '/bases/documents/builds/{buildId}',
    summary: 'Cancels a build',
    answer: 'BuildProgress',
    errors: [401, 403, 404, 503],
  },
  {
    method: 'post',
    path: '/bases/documents/activate',
    summary: 'Makes a generation the one that answers',
    body: 'ActivateRequest',
    answer: 'DocumentBaseStatus',
    errors: [400, 401, 403, 404, 409, 503],
  },
  {
    method: 'post',
    path: '/bases/documents/rollback',
    summary: 'Swaps the active and the previous generation',
    answer: 'DocumentBaseStatus',
    errors: [401, 403, 409, 503],
  },
  {
    method: 'get',
    path: '/bases/telemetry',
    summary: 'The telemetry base: versions, sources and mapping',
    answer: 'TelemetryBaseStatus',
    errors: [401, 503],
  },
  {
    method: 'post',
    path: '/bases/telemetry/back',
    summary: 'Hides what was stored after a version or a time, and judges anew',
    body: 'TelemetryBackRequest',
    answer: 'TelemetryBaseStatus',
    errors: [400, 401, 403, 409, 503],
  },
  {
    method: 'delete',
    path: '/bases/telemetry/hidden/{id}',
    summary: 'Shows a hidden range again, and judges anew',
    answer: 'TelemetryBaseStatus',
    errors: [400, 401, 403, 404, 503],
  },
  {
    method: 'post',
    path: '/bases/telemetry/purge',
    summary: 'Deletes for good what all conditions hold for',
    body: 'TelemetryPurgeRequest',
    answer: 'TelemetryBaseStatus',
    errors: [400, 401, 403, 503],
  },
  {
    method: 'get',
    path: '/openapi.yaml',
    summary: 'This document',
    answer: 'application/yaml',
    errors: [401],
  },
];
