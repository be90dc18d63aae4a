import { useCallback, useState } from 'react';
import { errorMessage } from '../conversation/describeFailure';

/** Runs what a person asked for, keeps why it failed, and looks again at how things are after it. */
export function useAction(reload: () => void) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const run = useCallback(
    async (action: () => Promise<unknown>) => {
      setBusy(true);
      setProblem(undefined);
      try {
        await action();
      } catch (error) {
        setProblem(errorMessage(error));
      } finally {
        setBusy(false);
        // also after a failure: somebody else may have been faster
        reload();
      }
    },
    [reload],
  );
  return { busy, problem, run };
}
