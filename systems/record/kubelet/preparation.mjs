import { sleep } from '../clock.mjs';

/** Pulls the image, or tries to with growing pauses. True once it is there, false when the pod has gone. */
export async function pullImage(life) {
  const { image } = life.spec;
  const cause = `rpc error: code = NotFound desc = failed to pull and unpack image "${image}": failed to resolve reference "${image}": ${image}: not found`;
  for (let wait = 10; life.isHere; wait = Math.min(wait * 2, 300)) {
    if (life.means.hasImage(image)) {
      await life.say('Normal', 'Pulled', life.present);
      return true;
    }
    await life.say('Normal', 'Pulling', `Pulling image "${image}"`);
    await sleep(1000);
    await life.say(
      'Warning',
      'Failed',
      `Failed to pull image "${image}": ${cause}`,
    );
    await life.say('Warning', 'Failed', 'Error: ErrImagePull');
    await life.waitFor('ErrImagePull', cause);
    await life.backOff(wait, async () => {
      await life.waitFor(
        'ImagePullBackOff',
        `Back-off pulling image "${image}": ErrImagePull: ${cause}`,
      );
      await life.say('Normal', 'BackOff', `Back-off pulling image "${image}"`);
      await life.say('Warning', 'Failed', 'Error: ImagePullBackOff');
    });
  }
  return false;
}

/** Waits until all that the container's environment refers to exists. False when the pod has gone. */
export async function waitForConfiguration(life) {
  while (life.isHere) {
    const problem = await missingReference(life);
    if (!problem) return true;
    await life.waitFor('CreateContainerConfigError', problem);
    await life.say('Warning', 'Failed', `Error: ${problem}`);
    await sleep(12_000);
    if (life.isHere) await life.say('Normal', 'Pulled', life.present);
  }
  return false;
}

/** The kubelet's words for the first reference that leads nowhere. */
export async function missingReference({ pod, spec, means: { api } }) {
  const { namespace } = pod.metadata;
  for (const { valueFrom } of spec.env ?? []) {
    const wanted = valueFrom?.secretKeyRef;
    if (!wanted || wanted.optional) continue;
    const secret = await api.find(
      `/api/v1/namespaces/${namespace}/secrets/${wanted.name}`,
    );
    if (!secret) return `secret "${wanted.name}" not found`;
    if (!(wanted.key in (secret.data ?? {}))) {
      return `couldn't find key ${wanted.key} in Secret ${namespace}/${wanted.name}`;
    }
  }
  for (const { configMapRef } of spec.envFrom ?? []) {
    if (!configMapRef) continue;
    const path = `/api/v1/namespaces/${namespace}/configmaps/${configMapRef.name}`;
    if (!(await api.find(path))) {
      return `configmap "${configMapRef.name}" not found`;
    }
  }
  return undefined;
}
