export { Announcer, useHiddenStyles } from './Announcer';
