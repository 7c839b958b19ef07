// An installation as a kustomize overlay over the base: its configuration, how
// many instances, its host name, the way to its identity provider.
import type { INetworkPolicy } from "kubernetes-models/networking.k8s.io/v1/NetworkPolicy";
import { askProvider } from "../calls";
import {
  countOf,
  type Files,
  filesOf,
  filesOfGateway,
  type Installation,
} from "../configuration";
import { type Kustomization, kustomization } from "../kustomization";
import { partOf, services } from "../names";

const toProvider = (it: Installation): INetworkPolicy => ({
  apiVersion: "networking.k8s.io/v1",
  kind: "NetworkPolicy",
  metadata: { name: "identity-provider", labels: partOf },
  spec: {
    podSelector: {
      matchExpressions: [
        { key: "app.kubernetes.io/name", operator: "In", values: askProvider },
      ],
    },
    policyTypes: ["Egress"],
    egress: [
      {
        to: it.identityProviderNetworks.map((cidr) => ({ ipBlock: { cidr } })),
        ports: [{ port: Number(new URL(it.identityProvider).port || 443) }],
      },
    ],
  },
});

const hostPatch = (host: string) =>
  JSON.stringify([
    { op: "replace", path: "/spec/rules/0/host", value: host },
    { op: "replace", path: "/spec/tls/0/hosts", value: [host] },
  ]);

function configurations(it: Installation): Record<string, Files> {
  const all = services.map((name) => [name, filesOf(name, it)] as const);
  return { ...Object.fromEntries(all), gateway: filesOfGateway(it) };
}

interface Overlay {
  kustomization: Kustomization;
  files: Files; // beside it, by path
}

export function overlay(it: Installation): Overlay {
  const files: Files = {
    "identity-provider.json": JSON.stringify(toProvider(it), null, 2),
  };
  const configMapGenerator: Kustomization["configMapGenerator"] = [];
  for (const [name, texts] of Object.entries(configurations(it))) {
    const paths = Object.keys(texts).map((file) => `config/${name}/${file}`);
    configMapGenerator.push({ name: `config-${name}`, files: paths });
    for (const [file, text] of Object.entries(texts)) {
      files[`config/${name}/${file}`] = text;
    }
  }
  const host = new URL(it.publicOrigin).host;
  return {
    kustomization: kustomization({
      namespace: "creditproof",
      resources: ["../../base", "identity-provider.json"],
      configMapGenerator,
      replicas: services.map((name) => ({ name, count: countOf(it, name) })),
      patches: [
        { target: { kind: "Ingress", name: "gateway" }, patch: hostPatch(host) },
      ],
    }),
    files,
  };
}
