import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import type { HiddenRange } from '@smart-assistant/backstage-plugin-assistant-common';
import { usePortalLanguage } from '../../hooks/usePortalLanguage';
import { assistantTranslationRef } from '../../translation';
import { formatMoment } from '../Age';
import { PlainButton } from '../PlainButton';

const useStyles = makeStyles(
  theme => ({
    root: { listStyle: 'none', margin: 0, padding: 0 },
    item: {
      alignItems: 'center',
      columnGap: theme.spacing(1.5),
      display: 'flex',
      fontSize: theme.typography.pxToRem(14),
      justifyContent: 'space-between',
      overflowWrap: 'anywhere',
    },
    undo: { flexShrink: 0 },
  }),
  { name: 'AssistantHiddenRanges' },
);

/** What was taken out of sight, by whom, and the way to show it again. */
export function HiddenRanges(props: {
  ranges: HiddenRange[];
  busy: boolean;
  onUndo?(id: number): void;
}) {
  const { ranges, busy, onUndo } = props;
  const classes = useStyles();
  const { t } = useTranslationRef(assistantTranslationRef);
  const { tag } = usePortalLanguage();
  const number = new Intl.NumberFormat(tag);
  return ranges.length > 0 ? (
    <ul className={classes.root}>
      {ranges.map(({ id, hiddenAt, by, ...range }) => {
        const from = number.format(range.from);
        const to = number.format(range.to);
        return (
          <li key={id} className={classes.item}>
            {t('telemetry.hiddenRange', {
              from,
              to,
              by: nameOf(by),
              at: formatMoment(hiddenAt, tag),
            })}
            {onUndo && (
              <PlainButton
                size="small"
                variant="outlined"
                className={classes.undo}
                disabled={busy}
                aria-label={t('telemetry.undoName', { from, to })}
                onClick={() => onUndo(id)}
              >
                {t('telemetry.undo')}
              </PlainButton>
            )}
          </li>
        );
      })}
    </ul>
  ) : null;
}

/** A person by name; who else may have done it is called as the server calls it. */
function nameOf(by: string): string {
  return by.replace(/^user:[^/]+\//, '');
}
