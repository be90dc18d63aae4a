import { event, waiting, workload } from '../../snapshot/testUtils';
import { describeFaults, type Row } from '../testUtils/itNames';
import { imagePulls } from './imagePulls';

const IMAGE = 'registry.example.org/checkout:1.0';

function row(cause: string, message: string, reason = 'ImagePullBackOff'): Row {
  const options = {
    status: waiting(reason, `Back-off pulling image "${IMAGE}"`),
    podStatus: { phase: 'Pending' },
  };
  const ill = workload('checkout', options);
  const well = workload('checkout');
  const text = `Failed to pull image "${IMAGE}": ${message}`;
  return {
    name: `${cause}: ${message.slice(0, 40)}`,
    cause,
    subject: 'checkout',
    fault: [
      ...ill.all,
      event(ill.pod, 'Failed', text),
      event(ill.pod, 'Failed', 'Error: ImagePullBackOff'),
    ],
    healthy: [...well.all, event(well.pod, 'Failed', text)],
  };
}

describeFaults(imagePulls, [
  row(
    'image-not-found',
    'rpc error: code = NotFound desc = failed to pull and unpack image: failed to resolve reference: not found',
  ),
  row(
    'image-not-found',
    'manifest for registry.example.org/checkout:1.0 not found: manifest unknown',
    'ErrImagePull',
  ),
  row(
    'image-access-denied',
    'failed to authorize: failed to fetch anonymous token: 401 Unauthorized',
  ),
  row(
    'image-access-denied',
    'pull access denied, repository does not exist or may require authorization: server message: insufficient_scope',
  ),
  row('image-access-denied', 'unexpected status code 403 Forbidden'),
  row(
    'registry-name-unresolved',
    'dial tcp: lookup registry.example.org on 10.96.0.10:53: no such host',
  ),
  row('registry-unreachable', 'dial tcp 10.1.2.3:443: i/o timeout'),
  row(
    'registry-certificate-invalid',
    'tls: failed to verify certificate: x509: certificate signed by unknown authority',
  ),
  row(
    'image-rate-limited',
    'toomanyrequests: You have reached your pull rate limit',
  ),
  row(
    'image-platform-mismatch',
    'no match for platform in manifest: not found',
  ),
  row(
    'image-disk-full',
    'write /var/lib/containerd/x: no space left on device',
  ),
  row(
    'image-name-invalid',
    "couldn't parse image reference: invalid reference format",
    'InvalidImageName',
  ),
  row(
    'image-never-pulled',
    'Container image is not present with pull policy of Never',
    'ErrImageNeverPull',
  ),
  row('image-pull-failing', 'something new'),
]);
