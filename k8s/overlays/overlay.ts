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
import { namespaceName, partOf, services } from "../names";
import { ingress } from "./ingress";

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

function configurations(it: Installation): Record<string, Files> {
  const all = services.map((name) => [name, filesOf(name, it)] as const);
  return { ...Object.fromEntries(all), gateway: filesOfGateway(it) };
}

interface Overlay {
  kustomization: Kustomization;
  files: Files; // beside it, by path
}

export function overlay(it: Installation): Overlay {
  const own: Files = {
    "identity-provider.json": JSON.stringify(toProvider(it), null, 2),
    "ingress.json": JSON.stringify(
      ingress(new URL(it.publicOrigin).host),
      null,
      2,
    ),
  };
  const files = { ...own };
  const configMapGenerator: Kustomization["configMapGenerator"] = [];
  for (const [name, texts] of Object.entries(configurations(it))) {
    const paths = Object.keys(texts).map((file) => `config/${name}/${file}`);
    configMapGenerator.push({ name: `config-${name}`, files: paths });
    for (const [file, text] of Object.entries(texts)) {
      files[`config/${name}/${file}`] = text;
    }
  }
  return {
    kustomization: kustomization({
      namespace: namespaceName,
      resources: ["../../base", ...Object.keys(own)],
      configMapGenerator,
      replicas: services.map((name) => ({ name, count: countOf(it, name) })),
    }),
    files,
  };
}
