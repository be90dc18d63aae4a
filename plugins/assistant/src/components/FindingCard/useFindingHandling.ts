import { useApi } from '@backstage/frontend-plugin-api';
import type {
  Finding,
  FindingHandlingRequest,
} from '@smart-assistant/backstage-plugin-assistant-common';
import { useEffect, useRef, useState } from 'react';
import { assistantApiRef } from '../../api';
import { errorMessage } from '../../conversation/describeFailure';
import { usePortalLanguage } from '../../hooks/usePortalLanguage';

type Handled = Pick<
  Finding,
  'state' | 'handling' | 'resolvedAt' | 'lastSeen' | 'chronic'
>;

/**
 * A finding together with what people did about it. The card shows what the server kept, never
 * what was hoped for; its evidence stays that of the answer, whose numbers it carries.
 */
export function useFindingHandling(finding: Finding) {
  const api = useApi(assistantApiRef);
  const { language } = usePortalLanguage();
  const [handled, setHandled] = useState<{ of: Finding; state: Handled }>();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const mounted = useRef(true);
  useEffect(() => {
    mounted.current = true;
    return () => {
      mounted.current = false;
    };
  }, []);

  /** Resolves to whether it was kept. */
  const handle = async (request: FindingHandlingRequest): Promise<boolean> => {
    setBusy(true);
    setProblem(undefined);
    try {
      const { state, handling, resolvedAt, lastSeen, chronic } =
        await api.handleFinding(finding.id, request, { language });
      if (mounted.current) {
        const kept = { state, handling, resolvedAt, lastSeen, chronic };
        setHandled({ of: finding, state: kept });
      }
      return true;
    } catch (error) {
      if (mounted.current) {
        setProblem(errorMessage(error));
      }
      return false;
    } finally {
      if (mounted.current) {
        setBusy(false);
      }
    }
  };
  return {
    // a newer finding from the stream wins over what was answered about an older one
    finding:
      handled?.of === finding ? { ...finding, ...handled.state } : finding,
    busy,
    problem,
    forget: () => setProblem(undefined),
    handle,
  };
}
