import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useState } from 'react';
import { assistantTranslationRef } from '../../translation';
import { HandlingDialog } from './HandlingDialog';

/** Asks what the cause really was. */
export function WrongCauseDialog(props: {
  busy: boolean;
  problem?: string;
  onTell(trueCause: string): void;
  onClose(): void;
}) {
  const { busy, problem, onTell, onClose } = props;
  const { t } = useTranslationRef(assistantTranslationRef);
  const [cause, setCause] = useState('');
  return (
    <HandlingDialog
      title={t('finding.wrongTitle')}
      text={t('finding.wrongText')}
      label={t('finding.wrongLabel')}
      confirm={t('state.save')}
      value={cause}
      onChange={setCause}
      valid
      busy={busy}
      problem={problem}
      onClose={onClose}
      onConfirm={() => onTell(cause.trim())}
    />
  );
}
