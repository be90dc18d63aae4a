import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import type { AnswerView } from '../../conversation/answerView';
import { usePortalLanguage } from '../../hooks/usePortalLanguage';
import { assistantTranslationRef } from '../../translation';
import { useNow } from '../../hooks/useNow';
import { formatMoment, useAge } from '../Age';
import { formatFreshness } from '../HealthLine/formatFreshness';

/** How many names of entities the line bears. */
const SHOWN = 3;

const useStyles = makeStyles(
  theme => ({
    root: {
      columnGap: theme.spacing(1.5),
      display: 'flex',
      flexWrap: 'wrap',
      listStyle: 'none',
      margin: 0,
      padding: 0,
    },
  }),
  { name: 'AssistantAnswerBasis' },
);

/** How long it took, which model, which version of the documents and how old: always on the screen. */
export function AnswerBasisLine(props: { answer: AnswerView }) {
  const { tookMs, basis, model, scope } = props.answer;
  const classes = useStyles();
  const { t } = useTranslationRef(assistantTranslationRef);
  const { tag } = usePortalLanguage();
  const age = useAge();
  const now = useNow();
  const seconds = new Intl.NumberFormat(tag, { maximumFractionDigits: 1 });
  const documents = basis?.documents;
  const telemetry = basis?.telemetry;
  const about = [
    ...(scope?.entities.slice(0, SHOWN).map(({ title }) => title) ?? []),
    ...(scope?.environment ? [scope.environment] : []),
    ...(scope?.window
      ? [
          t('time.range', {
            from: formatMoment(scope.window.from, tag),
            to: formatMoment(scope.window.to, tag),
          }),
        ]
      : []),
  ];
  const parts = [
    about.length > 0 && t('footer.about', { scope: about.join(', ') }),
    tookMs !== undefined &&
      t('footer.seconds', { seconds: seconds.format(tookMs / 1000) }),
    model ? t('footer.model', { model: model.model }) : t('footer.noModel'),
    telemetry &&
      t('footer.telemetry', {
        version: new Intl.NumberFormat(tag).format(telemetry.version),
        age: formatFreshness({
          at: telemetry.at,
          now,
          tag,
          seconds: value => t('fresh.seconds', { seconds: String(value) }),
        }),
      }),
    documents &&
      t('footer.documents', {
        generation: String(documents.generation),
        age: age(documents.builtAt),
      }),
    documents?.dense === 'filling' && t('footer.filling'),
    model &&
      (model.sent.length > 0
        ? t('footer.sent', {
            host: model.host,
            kinds: model.sent.map(kind => t(`sent.${kind}`)).join(', '),
          })
        : t('footer.sentNothing', { host: model.host })),
  ];
  return (
    <ul className={classes.root}>
      {parts.filter(Boolean).map((part, index) => (
        <li key={index}>{part}</li>
      ))}
    </ul>
  );
}
