import { Api } from './api.mjs';
import { sleep, stampOfSecond } from './clock.mjs';
import { INFERENCE_SERVICE_TYPE, inferenceStatus } from './crds.mjs';
import { Kubelet } from './kubelet/Kubelet.mjs';
import { startMetricsServer } from './metricsServer.mjs';
import {
  SCRAPE_LABELS,
  startExporter,
  startPrometheus,
} from './prometheus.mjs';
import { NAMES_OF_NAMESPACES, shopManifests } from './shop/manifests.mjs';
import { Shop } from './shop/Shop.mjs';
import { snapshot } from './snapshot.mjs';
import { system } from './systems.mjs';

/** One cluster of a recording with everything that lives in it: API server, played kubelets, toy shop, Prometheus. */
export class Cluster {
  snapshots = [];
  workloads = [];
  history = new Map();

  constructor({ name, environment, instance, clock, log, seed }) {
    Object.assign(this, { name, environment, instance, clock });
    this.log = line => log(`${name}: ${line}`);
    this.shop = new Shop({ environment, cluster: name, seed });
    /** Tags that the registry does not have; a scenario names them. */
    this.missingImages = new Set();
  }

  async start({ stages }) {
    await system('kubernetes', ['reset'], this);
    await system('prometheus', ['reset'], this);
    const { settings } = await system('kubernetes', ['start'], {
      instance: this.instance,
      KUBERNETES_STAGES: stages,
    });
    const caFile = settings.ASSISTANT_TEST_KUBERNETES_CA;
    this.api = new Api({
      url: settings.ASSISTANT_TEST_KUBERNETES_URL,
      token: settings.ASSISTANT_TEST_KUBERNETES_ADMIN_TOKEN,
      caFile,
    });
    this.kubelet = new Kubelet({
      api: this.api,
      hasImage: image => !this.missingImages.has(image),
      startupOf: ({ pod }) =>
        this.shop.services.get(pod.metadata.labels.app)?.component.startup ?? 1,
      log: this.log,
    });
    this.metricsServer = await startMetricsServer({
      api: this.api,
      caFile,
      pods: () => this.pods,
    });
    this.exporter = await startExporter(this.shop.metrics);
    this.kubelet.run();
    this.#watch();
  }

  async stop() {
    this.kubelet?.stop();
    this.stopped = true;
    this.metricsServer?.close();
    this.exporter?.close();
    await system('prometheus', ['reset'], this);
    await system('kubernetes', ['reset'], this);
  }

  get pods() {
    return [...this.kubelet.pods.values()];
  }

  async install(change = manifests => manifests) {
    await this.api.apply(INFERENCE_SERVICE_TYPE);
    await sleep(2000);
    await this.apply(change(shopManifests(this.environment)));
  }

  /** Applies in order; the Deployment of a model belongs to its InferenceService. */
  async apply(manifests) {
    for (const manifest of manifests) {
      if (manifest.kind === 'Node') {
        await this.api.apply(manifest);
        await this.api.patch(`/api/v1/nodes/${manifest.metadata.name}/status`, {
          status: manifest.status,
        });
        continue;
      }
      const model =
        manifest.kind === 'Deployment' &&
        manifest.spec.selector.matchLabels[
          'serving.kserve.io/inferenceservice'
        ];
      const owner =
        model &&
        (await this.api.get(modelPath(manifest.metadata.namespace, model)));
      const metadata = owner
        ? { ...manifest.metadata, ownerReferences: [ownerOf(owner)] }
        : manifest.metadata;
      await this.api.apply({ ...manifest, metadata });
    }
  }

  /** Waits until every Deployment has what it wants. */
  async settle(seconds = 120) {
    for (let left = seconds; left > 0; left -= 1) {
      await sleep(1000);
      const { items } = await this.api.get('/apis/apps/v1/deployments');
      const done = ({ metadata, spec, status = {} }) =>
        status.observedGeneration === metadata.generation &&
        status.updatedReplicas === spec.replicas &&
        status.replicas === spec.replicas &&
        status.availableReplicas === spec.replicas;
      if (items.length > 0 && items.every(done)) return;
    }
    throw new Error(`${this.name}: the shop did not become ready`);
  }

  async forgetEvents() {
    for (const namespace of [...NAMES_OF_NAMESPACES, 'default']) {
      await this.api.delete(`/api/v1/namespaces/${namespace}/events`);
    }
  }

  /** Runs the toy shop up to a moment of the recording; keeps samples of the past until Prometheus scrapes. */
  advance(to) {
    if (this.shopTime === undefined) return;
    while (this.shopTime + 1000 <= to) {
      this.shopTime += 1000;
      const fat = this.shop.tick({
        time: this.shopTime,
        pods: this.pods,
        workloads: this.workloads,
      });
      for (const entry of fat)
        this.#die(entry, { exitCode: 137, reason: 'OOMKilled' });
      if (this.history && this.shopTime % this.sampleEvery === 0)
        this.shop.metrics.sample(this.history, this.shopTime, SCRAPE_LABELS);
    }
  }

  /** The program in a pod of this component ends with an exit code. */
  exit(component, exitCode) {
    const { entries } = this.shop.services.get(component);
    this.#die(entries[0], { exitCode, reason: 'Error' });
  }

  #die(entry, how) {
    entry.lostAt = this.shopTime;
    this.log(`${entry.pod.metadata.name} ends: ${how.reason} ${how.exitCode}`);
    this.kubelet.died(entry, how);
  }

  async scrape() {
    const { history, exporter, instance } = this;
    this.history = undefined;
    this.prometheus = await startPrometheus({ history, exporter, instance });
  }

  async remember() {
    this.snapshots.push({ at: this.clock.now(), kinds: await snapshot(this) });
  }

  /** Keeps the Deployments at hand for the metrics, and plays the controller of KServe. */
  async #watch() {
    while (!this.stopped) {
      try {
        this.workloads = (
          await this.api.get('/apis/apps/v1/deployments?resourceVersion=0')
        ).items;
        await this.#judgeModels();
      } catch (error) {
        if (error.code !== 404) this.log(error.message);
      }
      await sleep(2000);
    }
  }

  async #judgeModels() {
    const { items } = await this.api.get(
      '/apis/serving.kserve.io/v1beta1/inferenceservices',
    );
    for (const service of items) {
      const deployment = this.workloads.find(({ metadata }) =>
        metadata.ownerReferences?.some(
          ({ uid }) => uid === service.metadata.uid,
        ),
      );
      if (!deployment) continue;
      const status = inferenceStatus({
        deployment,
        service,
        now: stampOfSecond(Date.now()),
      });
      if (JSON.stringify(status) === JSON.stringify(service.status)) continue;
      await this.api.patch(
        `${modelPath(
          service.metadata.namespace,
          service.metadata.name,
        )}/status`,
        { status },
      );
    }
  }
}

const modelPath = (namespace, name) =>
  `/apis/serving.kserve.io/v1beta1/namespaces/${namespace}/inferenceservices/${name}`;

function ownerOf({ apiVersion, kind, metadata }) {
  return {
    apiVersion,
    kind,
    name: metadata.name,
    uid: metadata.uid,
    controller: true,
    blockOwnerDeletion: true,
  };
}
