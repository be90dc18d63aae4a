#!/usr/bin/env bash
# serve.sh BIN DATA PORT: etcd, API server, controllers, scheduler and kwok (which plays the nodes) until TERM.
# API server on PORT, the others on the five ports after it. When one of them ends, all end.
set -euo pipefail
HERE=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
BIN=$1 DATA=$2 PORT=$3
ETCD=$((PORT + 1)) PEER=$((PORT + 2)) CONTROLLERS=$((PORT + 3)) SCHEDULER=$((PORT + 4)) KUBELET=$((PORT + 5))
STAGES=${KUBERNETES_STAGES:-$HERE/stages.yaml}
USERS=(admin controllers scheduler assistant viewer)
umask 077
mkdir -p "$DATA/pki"
cd "$DATA"

make_keys() {
  local names='subjectAltName=IP:127.0.0.1,IP:10.0.0.1,DNS:localhost,DNS:kubernetes.default.svc' user
  openssl req -x509 -newkey rsa:2048 -nodes -days 3650 -subj /CN=test-ca -keyout pki/ca.key -out pki/ca.crt 2>/dev/null
  openssl req -newkey rsa:2048 -nodes -subj /CN=kube-apiserver -keyout pki/api.key -out pki/api.csr 2>/dev/null
  openssl x509 -req -in pki/api.csr -CA pki/ca.crt -CAkey pki/ca.key -CAcreateserial -days 3650 -out pki/api.crt \
    -extfile <(echo "$names") 2>/dev/null
  openssl genrsa -out pki/accounts.key 2048 2>/dev/null
  for user in "${USERS[@]}"; do od -An -N16 -tx1 /dev/urandom | tr -d ' \n' >"pki/$user.token"; done
  # token,user,uid[,"groups"]
  cat >pki/tokens.csv <<T
$(cat pki/admin.token),admin,1,"system:masters"
$(cat pki/controllers.token),system:kube-controller-manager,2
$(cat pki/scheduler.token),system:kube-scheduler,3
$(cat pki/assistant.token),devsecops-assistant,4,"assistants"
$(cat pki/viewer.token),viewer-a,5,"team-a"
T
  touch pki/complete
}

write_kubeconfig() { # write_kubeconfig USER: each time, as the port may have changed
  cat >"$1.kubeconfig" <<K
apiVersion: v1
kind: Config
clusters: [{ name: test, cluster: { server: "https://127.0.0.1:$PORT", certificate-authority-data: $(base64 -w0 pki/ca.crt) } }]
users: [{ name: $1, user: { token: $(cat "pki/$1.token") } }]
contexts: [{ name: test, context: { cluster: test, user: $1 } }]
current-context: test
K
}

PIDS=()
run() { "$@" & PIDS+=("$!"); }

stop_all() { # last started first: etcd goes when nobody writes any more
  trap - TERM INT EXIT
  local index
  for ((index = ${#PIDS[@]} - 1; index >= 0; index--)); do
    kill "${PIDS[index]}" 2>/dev/null || true
    # the API server waits for open watches; its data is in etcd already
    for _ in {1..20}; do kill -0 "${PIDS[index]}" 2>/dev/null || continue 2; sleep 0.1; done
    kill -KILL "${PIDS[index]}" 2>/dev/null || true
  done
  exit 0
}
trap stop_all TERM INT EXIT

[ -e pki/complete ] || make_keys
for user in "${USERS[@]}"; do write_kubeconfig "$user"; done

run "$BIN/kube-all" etcd --data-dir etcd --log-level error --unsafe-no-fsync \
  --listen-client-urls "http://127.0.0.1:$ETCD" --advertise-client-urls "http://127.0.0.1:$ETCD" \
  --listen-peer-urls "http://127.0.0.1:$PEER" --initial-advertise-peer-urls "http://127.0.0.1:$PEER" \
  --initial-cluster "default=http://127.0.0.1:$PEER"
# shellcheck disable=SC2086 # several flags in one variable
run "$BIN/kube-all" kube-apiserver --etcd-servers="http://127.0.0.1:$ETCD" --bind-address=127.0.0.1 --advertise-address=127.0.0.1 \
  --secure-port="$PORT" --kubelet-preferred-address-types=InternalIP --allow-privileged \
  --tls-cert-file=pki/api.crt --tls-private-key-file=pki/api.key --client-ca-file=pki/ca.crt --token-auth-file=pki/tokens.csv \
  --authorization-mode=RBAC --service-account-issuer=https://kubernetes.default.svc --service-account-key-file=pki/accounts.key \
  --service-account-signing-key-file=pki/accounts.key --service-cluster-ip-range=10.0.0.0/24 --endpoint-reconciler-type=none \
  --event-ttl=24h ${KUBERNETES_API_FLAGS:-}
until curl --noproxy '*' -sf --cacert pki/ca.crt "https://127.0.0.1:$PORT/readyz" >/dev/null; do
  kill -0 "${PIDS[1]}" || exit 1
  sleep 0.2
done
# shellcheck disable=SC2086
run "$BIN/kube-all" kube-controller-manager --kubeconfig=controllers.kubeconfig --service-account-private-key-file=pki/accounts.key \
  --root-ca-file=pki/ca.crt --use-service-account-credentials --bind-address=127.0.0.1 --secure-port="$CONTROLLERS" \
  --leader-elect=false ${KUBERNETES_CONTROLLER_FLAGS:-}
run "$BIN/kube-all" kube-scheduler --kubeconfig=scheduler.kubeconfig --bind-address=127.0.0.1 --secure-port="$SCHEDULER" --leader-elect=false
run "$BIN/kwok" --kubeconfig=admin.kubeconfig --config="$STAGES" --manage-all-nodes=false \
  --manage-nodes-with-annotation-selector=kwok.x-k8s.io/node=fake --node-lease-duration-seconds=40 \
  --node-ip=127.0.0.1 --node-port="$KUBELET" --server-address="127.0.0.1:$KUBELET" \
  --tls-cert-file=pki/api.crt --tls-private-key-file=pki/api.key
touch ready
wait -n "${PIDS[@]}"
