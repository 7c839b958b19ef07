// The files of a process, as volumes: its configuration, and what the operator
// gives as Secrets and ConfigMaps (README.md).
import type { IVolume } from "kubernetes-models/v1/Volume";
import type { IVolumeMount } from "kubernetes-models/v1/VolumeMount";
import { givenSecrets } from "./given";
import { type Caller, folder } from "./names";

interface Mount {
  volume: IVolume;
  mount: IVolumeMount;
}

const readOnly = (volume: IVolume, path: string): Mount => ({
  volume,
  mount: { name: volume.name, mountPath: `${folder}/${path}`, readOnly: true },
});

const configMap = (name: string, path: string): Mount =>
  readOnly({ name, configMap: { name } }, path);

// What lies beside the configuration of some.
const besideConfig: Partial<Record<Caller, string[]>> = {
  ingestion: ["policies", "calendar"],
  "report-rendering": ["templates"],
  verification: ["templates"],
};

function tls(name: Caller): Mount {
  const items = [
    { key: "ca.crt", path: "ca.crt" },
    { key: "tls.crt", path: `${name}.crt` },
    { key: "tls.key", path: `${name}.key` },
  ];
  return readOnly(
    {
      name: "tls",
      secret: { secretName: `tls-${name}`, defaultMode: 0o440, items },
    },
    "tls",
  );
}

function secrets(name: Caller): Mount[] {
  const secretName = `secrets-${name}`;
  const files = givenSecrets[secretName];
  if (!files) return [];
  const items = files.map((file) => ({ key: file, path: file }));
  const secret = { secretName, defaultMode: 0o440, items };
  return [readOnly({ name: "secrets", secret }, "secrets")];
}

// Public. Mounts within mounts: a ConfigMap has no folders.
const keys: Mount[] = [
  configMap("keys", "keys"),
  configMap("keys-signers", "keys/signers"),
  configMap("keys-claims", "keys/claims"),
  configMap("keys-portals", "keys/portals"),
];

export function mountsOf(name: Caller) {
  const all = [
    readOnly(
      { name: "config", configMap: { name: `config-${name}` } },
      "config",
    ),
    ...(besideConfig[name] ?? []).map((it) => configMap(it, `config/${it}`)),
    tls(name),
    ...secrets(name),
    ...keys,
  ];
  return {
    volumes: all.map((it) => it.volume),
    volumeMounts: all.map((it) => it.mount),
  };
}
