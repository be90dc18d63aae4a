export { Age, useAge } from './Age';
export { formatAge, formatMoment } from './formatAge';
