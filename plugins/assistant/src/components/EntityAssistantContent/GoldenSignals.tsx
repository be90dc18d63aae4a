import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import type {
  EvidenceChart as Chart,
  Finding,
} from '@smart-assistant/backstage-plugin-assistant-common';
import { assistantTranslationRef } from '../../translation';
import { EvidenceChart } from '../EvidenceChart';

/** More would not be seen at one glance. */
const SHOWN = 4;
const HEIGHT = 110;

const useStyles = makeStyles(
  theme => ({
    root: {
      columnGap: theme.spacing(3),
      display: 'grid',
      gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 240px), 1fr))',
      listStyle: 'none',
      margin: theme.spacing(1, 0, 0),
      padding: 0,
      '& figure': { marginInline: 0 },
    },
    item: { minWidth: 0 },
  }),
  { name: 'AssistantGoldenSignals' },
);

/** A few small charts of what matters most, with what was unusual and what was changed. */
export function GoldenSignals(props: { charts: Chart[]; findings: Finding[] }) {
  const { charts, findings } = props;
  const classes = useStyles();
  const { t } = useTranslationRef(assistantTranslationRef);
  return charts.length > 0 ? (
    <ul className={classes.root} aria-label={t('health.charts')}>
      {charts.slice(0, SHOWN).map(chart => (
        <li key={chart.id} className={classes.item}>
          <EvidenceChart
            chart={chart}
            finding={findings.find(({ id }) => id === chart.findingId)}
            height={HEIGHT}
          />
        </li>
      ))}
    </ul>
  ) : null;
}
