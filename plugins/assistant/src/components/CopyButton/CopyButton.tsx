import {
  toastApiRef,
  useApiHolder,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import { useEffect, useState } from 'react';
import useCopyToClipboard from 'react-use/esm/useCopyToClipboard';
import { assistantTranslationRef } from '../../translation';
import { PlainButton } from '../PlainButton';

const SHOWN_MS = 2_000;

/** Copies a text and says so in its own label. A word, because it is shorter to read than an icon. */
export function CopyButton(props: {
  /** What is copied; made when the button is pressed. */
  text: () => string;
  /** The full name for those who do not see what stands around. */
  name: string;
  label?: string;
  doneLabel?: string;
  className?: string;
}) {
  const { text, name, label, doneLabel, className } = props;
  const { t } = useTranslationRef(assistantTranslationRef);
  // only the new frontend system has toasts
  const toastApi = useApiHolder().get(toastApiRef);
  const [{ error }, copy] = useCopyToClipboard();
  const [done, setDone] = useState(false);

  useEffect(() => {
    if (error) {
      setDone(false);
      toastApi?.post({ title: t('copy.failed'), status: 'warning' });
    }
  }, [error, t, toastApi]);
  useEffect(() => {
    if (!done) {
      return undefined;
    }
    const timer = setTimeout(() => setDone(false), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [done]);

  const shown = done ? doneLabel ?? t('copy.copied') : label ?? t('copy.copy');
  return (
    <PlainButton
      size="small"
      color="inherit"
      className={className}
      aria-label={done ? shown : name}
      onClick={() => {
        copy(text());
        setDone(true);
      }}
    >
      {shown}
    </PlainButton>
  );
}
