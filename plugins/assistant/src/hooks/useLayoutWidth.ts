import { useTheme } from '@material-ui/core/styles';
import useMediaQuery from '@material-ui/core/useMediaQuery';

/** From these widths on, a column stands beside the thread; below it is a drawer. */
const SOURCES_FROM = 1200;
const CONVERSATIONS_FROM = 900;

/** Which columns fit on the screen. */
export function useLayoutWidth() {
  const theme = useTheme();
  const options = { noSsr: true };
  return {
    sourcesFit: useMediaQuery(theme.breakpoints.up(SOURCES_FROM), options),
    conversationsFit: useMediaQuery(
      theme.breakpoints.up(CONVERSATIONS_FROM),
      options,
    ),
  };
}
