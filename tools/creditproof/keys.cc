// creditproof keys: the lives of the keys that sign reports.
#include <map>
#include <memory>
#include <string>
#include <utility>

#include "absl/time/clock.h"
#include "libs/base/files.h"
#include "libs/base/status_macros.h"
#include "tools/creditproof/arguments.h"
#include "tools/creditproof/key_directory.h"
#include "tools/creditproof/keys_output.h"
#include "tools/creditproof/tool.h"

namespace creditproof::tool {
namespace {

struct KeysOptions {
  std::string folder;
  std::string fingerprint;
  std::string certificate;
  absl::Time from;
  NewKey new_key;
};

int PrintChanged(const Tool& tool, const KeyDirectory& directory,
                 absl::string_view fingerprint) {
  PrintKey(tool, *directory.history().Find(fingerprint));
  return 0;
}

absl::StatusOr<int> RunList(const Tool& tool, const KeysOptions& options) {
  ASSIGN_OR_RETURN(const KeyDirectory directory,
                   KeyDirectory::Open(options.folder));
  for (const keys::Key& key : directory.history().keys()) PrintKey(tool, key);
  return 0;
}

absl::StatusOr<int> RunCreate(const Tool& tool, const KeysOptions& options) {
  ASSIGN_OR_RETURN(KeyDirectory directory, KeyDirectory::Open(options.folder));
  ASSIGN_OR_RETURN(const std::string fingerprint,
                   directory.Create(options.new_key, absl::Now()));
  return PrintChanged(tool, directory, fingerprint);
}

absl::StatusOr<int> RunActivate(const Tool& tool, const KeysOptions& options) {
  ASSIGN_OR_RETURN(KeyDirectory directory, KeyDirectory::Open(options.folder));
  ASSIGN_OR_RETURN(const std::string fingerprint,
                   directory.FingerprintOf(options.fingerprint));
  std::string certificate;
  if (!options.certificate.empty()) {
    ASSIGN_OR_RETURN(certificate, base::ReadFile(options.certificate));
  }
  RETURN_IF_ERROR(directory.Activate(fingerprint, certificate, absl::Now()));
  return PrintChanged(tool, directory, fingerprint);
}

absl::StatusOr<int> RunTrust(const Tool& tool, const KeysOptions& options) {
  ASSIGN_OR_RETURN(KeyDirectory directory, KeyDirectory::Open(options.folder));
  ASSIGN_OR_RETURN(const std::string certificate,
                   base::ReadFile(options.certificate));
  ASSIGN_OR_RETURN(const std::string fingerprint,
                   directory.Trust(certificate, absl::Now()));
  return PrintChanged(tool, directory, fingerprint);
}

absl::StatusOr<int> RunRetire(const Tool& tool, const KeysOptions& options) {
  ASSIGN_OR_RETURN(KeyDirectory directory, KeyDirectory::Open(options.folder));
  ASSIGN_OR_RETURN(const std::string fingerprint,
                   directory.FingerprintOf(options.fingerprint));
  RETURN_IF_ERROR(directory.Retire(fingerprint, absl::Now()));
  return PrintChanged(tool, directory, fingerprint);
}

absl::StatusOr<int> RunCompromise(const Tool& tool,
                                  const KeysOptions& options) {
  ASSIGN_OR_RETURN(KeyDirectory directory, KeyDirectory::Open(options.folder));
  ASSIGN_OR_RETURN(const std::string fingerprint,
                   directory.FingerprintOf(options.fingerprint));
  RETURN_IF_ERROR(directory.Compromise(fingerprint, options.from, absl::Now()));
  return PrintChanged(tool, directory, fingerprint);
}

using Run = absl::StatusOr<int> (*)(const Tool&, const KeysOptions&);

// A subcommand that runs with the key directory, and its options to fill.
std::pair<CLI::App*, std::shared_ptr<KeysOptions>> AddCommand(
    Tool& tool, CLI::App& parent, const std::string& name,
    const std::string& description, Run run) {
  auto options = std::make_shared<KeysOptions>();
  CLI::App* command = parent.add_subcommand(name, description);
  command
      ->add_option("--keys", options->folder,
                   "公钥目录 the key directory (docs/formats/keys.md)")
      ->required()
      ->check(CLI::ExistingDirectory);
  command->callback([&tool, run, options] {
    tool.run = [&tool, run, options] { return run(tool, *options); };
  });
  return {command, std::move(options)};
}

std::pair<CLI::App*, std::shared_ptr<KeysOptions>> AddChange(
    Tool& tool, CLI::App& parent, const std::string& name,
    const std::string& description, Run run) {
  auto [command, options] = AddCommand(tool, parent, name, description, run);
  command
      ->add_option("fingerprint", options->fingerprint,
                   "密钥指纹，可只写前 8 位以上 the key's fingerprint, or 8 of "
                   "its first digits or more")
      ->required();
  return {command, std::move(options)};
}

void AddCreate(Tool& tool, CLI::App& parent) {
  const auto [command, options] = AddCommand(
      tool, parent, "create", "生成一把密钥 / makes a key", RunCreate);
  NewKey& key = options->new_key;
  command->add_option("purpose", key.purpose, "report, claim")
      ->required()
      ->transform(
          CLI::CheckedTransformer(std::map<std::string, keys::v1::Key::Purpose>{
              {"report", keys::v1::Key::PURPOSE_REPORT},
              {"claim", keys::v1::Key::PURPOSE_CLAIM}}));
  command
      ->add_option("--algorithm", key.algorithm,
                   "p256 (缺省 default), rsa2048, sm2")
      ->transform(
          CLI::CheckedTransformer(std::map<std::string, crypto::Algorithm>{
              {"p256", crypto::Algorithm::kP256},
              {"rsa2048", crypto::Algorithm::kRsa2048},
              {"sm2", crypto::Algorithm::kSm2}}));
  AddParsed(*command, "--private-key", key.private_file, NewFileArgument,
            "私钥写到这里，PKCS#8 where the private key goes")
      ->required();
  AddParsed(*command, "--request", key.request_file, NewFileArgument,
            "证书请求写到这里 where the certificate request goes (report)");
  command->add_option("--organisation", key.organisation,
                      "证书上的机构名称 the name in the certificate (report)");
  command->footer(
      "Example: creditproof keys create report --keys keys --private-key "
      "secrets/2027.key\n"
      "             --request 2027.csr --organisation "
      "黑龙江省公共信用信息平台\n"
      "         creditproof keys create claim --keys keys --private-key "
      "secrets/claim-2027.key");
}

void AddActivate(Tool& tool, CLI::App& parent) {
  const auto [command, options] =
      AddChange(tool, parent, "activate", "启用 / from now on the key may sign",
                RunActivate);
  command->add_option("--certificate", options->certificate,
                      "证书，PEM its certificate (report)");
  command->footer(
      "Example: creditproof keys activate 3f09a1c4 --keys keys --certificate "
      "2027.crt");
}

void AddTrust(Tool& tool, CLI::App& parent) {
  const auto [command, options] = AddCommand(
      tool, parent, "trust",
      "信任一个时间戳机构 / a time stamp authority's stamps count from "
      "now on",
      RunTrust);
  command
      ->add_option("--certificate", options->certificate,
                   "时间戳签名证书，PEM the certificate that it signs stamps "
                   "with")
      ->required();
  command->footer(
      "Example: creditproof keys trust --keys keys --certificate tsa.crt");
}

void AddRetire(Tool& tool, CLI::App& parent) {
  const auto [command, options] = AddChange(
      tool, parent, "retire",
      "停用，签过的永远有效 / it signs no more; what it signed holds for ever",
      RunRetire);
  command->footer("Example: creditproof keys retire 3f09a1c4 --keys keys");
}

void AddCompromise(Tool& tool, CLI::App& parent) {
  const auto [command, options] = AddChange(
      tool, parent, "compromise",
      "标记泄露，此后登记的一律作废 / what was registered with it from a time "
      "on is revoked",
      RunCompromise);
  AddParsed(*command, "--from", options->from, TimeArgument,
            "从何时起，北京时间 from when, China's time")
      ->required();
  command->footer(
      "Example: creditproof keys compromise 3f09a1c4 --keys keys --from "
      "\"2026-11-29 09:30:00\"");
}

}  // namespace

void AddKeys(Tool& tool) {
  CLI::App* command = tool.app.add_subcommand(
      "keys", "签发密钥的生命周期 / the lives of the keys that sign reports");
  command->require_subcommand(1);
  AddCreate(tool, *command);
  const auto [list, options] =
      AddCommand(tool, *command, "list", "列出全部 / lists them", RunList);
  list->footer("Example: creditproof keys list --keys keys");
  AddActivate(tool, *command);
  AddTrust(tool, *command);
  AddRetire(tool, *command);
  AddCompromise(tool, *command);
}

}  // namespace creditproof::tool
