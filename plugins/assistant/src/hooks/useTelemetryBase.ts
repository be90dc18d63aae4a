import { useApi } from '@backstage/frontend-plugin-api';
import type {
  TelemetryBackRequest,
  TelemetryPurgeRequest,
} from '@smart-assistant/backstage-plugin-assistant-common';
import { useCallback } from 'react';
import { assistantApiRef } from '../api';
import { useAction } from './useAction';
import { useQuietRefresh } from './useQuietRefresh';
import { useResource } from './useResource';

/** The telemetry base with what one may do to it. */
export function useTelemetryBase() {
  const api = useApi(assistantApiRef);
  const base = useResource(
    useCallback(signal => api.getTelemetryBase({ signal }), [api]),
  );
  useQuietRefresh(base);
  const { busy, problem, run } = useAction(base.reload);
  return {
    ...base,
    busy,
    problem,
    goBack: (request: TelemetryBackRequest) =>
      run(() => api.goBackInTelemetry(request)),
    undo: (hiddenRangeId: number) =>
      run(() => api.undoTelemetryBack(hiddenRangeId)),
    purge: (request: TelemetryPurgeRequest) =>
      run(() => api.purgeTelemetry(request)),
  };
}
