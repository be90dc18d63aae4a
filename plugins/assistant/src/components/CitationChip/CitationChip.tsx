import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import ButtonBase from '@material-ui/core/ButtonBase';
import { alpha, makeStyles } from '@material-ui/core/styles';
import { useSource } from '../../hooks/useSourceHighlight';
import { assistantTranslationRef } from '../../translation';
import { safeLink } from '../AnswerMarkdown/safeLink';

const useStyles = makeStyles(
  theme => ({
    chip: {
      background: alpha(theme.palette.primary.main, 0.12),
      borderRadius: theme.shape.borderRadius,
      color: `${theme.palette.primary.main} !important`,
      display: 'inline-block',
      fontSize: theme.typography.pxToRem(11),
      fontWeight: 500,
      lineHeight: theme.typography.pxToRem(17),
      marginLeft: theme.spacing(0.5),
      minWidth: theme.spacing(2.25),
      padding: theme.spacing(0, 0.625),
      textAlign: 'center',
      textDecoration: 'none',
      verticalAlign: '0.15em',
      '&:hover, &:focus-visible': { textDecoration: 'none' },
      '&:focus-visible': {
        outline: `2px solid ${theme.palette.primary.main}`,
        outlineOffset: 1,
      },
    },
    highlighted: {
      background: theme.palette.primary.main,
      color: `${theme.palette.primary.contrastText} !important`,
    },
  }),
  { name: 'AssistantCitationChip' },
);

/**
 * The number of a source in the text. It lights up the entry beside the thread and opens the page
 * that it was taken from; where the list of sources is not on the screen it opens that.
 */
export function CitationChip(props: { number: number }) {
  const { number } = props;
  const classes = useStyles();
  const { t } = useTranslationRef(assistantTranslationRef);
  const { citation, highlighted, panelVisible, reveal, handlers } =
    useSource(number);
  const name = citation
    ? t('citation.name', { number: String(number), title: citation.title })
    : t('citation.unknown', { number: String(number) });
  const common = {
    ...handlers,
    'aria-label': name,
    title: name,
    className: `${classes.chip} ${highlighted ? classes.highlighted : ''}`,
  };
  const to = safeLink(citation?.url);
  return panelVisible && to ? (
    <Link {...common} to={to}>
      {number}
    </Link>
  ) : (
    <ButtonBase {...common} disableRipple onClick={reveal}>
      {number}
    </ButtonBase>
  );
}
