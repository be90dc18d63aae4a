import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Dialog from '@material-ui/core/Dialog';
import DialogActions from '@material-ui/core/DialogActions';
import DialogContent from '@material-ui/core/DialogContent';
import DialogContentText from '@material-ui/core/DialogContentText';
import DialogTitle from '@material-ui/core/DialogTitle';
import { useId } from 'react';
import { usePortalLanguage } from '../../hooks/usePortalLanguage';
import { assistantTranslationRef } from '../../translation';
import { formatMoment } from '../Age';
import { PlainButton } from '../PlainButton';

/** Says what will be out of sight before it is. */
export function BackDialog(props: {
  at: string;
  version: number;
  records: number;
  onBack(): void;
  onClose(): void;
}) {
  const { at, version, records, onBack, onClose } = props;
  const { t } = useTranslationRef(assistantTranslationRef);
  const { tag } = usePortalLanguage();
  const numbers = new Intl.NumberFormat(tag);
  const titleId = useId();
  return (
    <Dialog open maxWidth="xs" onClose={onClose} aria-labelledby={titleId}>
      <DialogTitle id={titleId}>
        {t('telemetry.backTitle', { at: formatMoment(at, tag) })}
      </DialogTitle>
      <DialogContent>
        <DialogContentText>
          {t('telemetry.backText', {
            version: numbers.format(version),
            records: t('telemetry.records', {
              count: records,
              number: numbers.format(records),
            }),
          })}
        </DialogContentText>
      </DialogContent>
      <DialogActions>
        <PlainButton onClick={onClose}>{t('state.cancel')}</PlainButton>
        <PlainButton color="primary" onClick={onBack}>
          {t('telemetry.backAction')}
        </PlainButton>
      </DialogActions>
    </Dialog>
  );
}
