#include "tools/creditproof/bench_identities.h"

#include "absl/strings/str_cat.h"
#include "libs/base/status_macros.h"
#include "libs/testing/process.h"

namespace creditproof::tool {
namespace {

constexpr char kAuthority[] = "authority";

// NAME.key and NAME.pem; by the authority unless it is the authority itself.
absl::Status MakeCertificate(const std::filesystem::path& folder,
                             const std::string& name) {
  const auto file = [&](const std::string& owner, const char* ending) {
    return (folder / absl::StrCat(owner, ending)).string();
  };
  std::vector<std::string> command = {"/usr/bin/openssl",
                                      "req",
                                      "-x509",
                                      "-newkey",
                                      "ec",
                                      "-pkeyopt",
                                      "ec_paramgen_curve:P-256",
                                      "-nodes",
                                      "-days",
                                      "2",
                                      "-subj",
                                      absl::StrCat("/CN=", name),
                                      "-addext",
                                      absl::StrCat("subjectAltName=DNS:", name),
                                      "-keyout",
                                      file(name, ".key"),
                                      "-out",
                                      file(name, ".pem")};
  if (name != kAuthority) {
    command.insert(command.end(), {"-CA", file(kAuthority, ".pem"), "-CAkey",
                                   file(kAuthority, ".key")});
  }
  const testing::Ended ended = testing::Run(std::move(command));
  if (ended.exit_status == 0) return absl::OkStatus();
  return absl::UnavailableError(
      absl::StrCat("openssl makes no certificate: ", ended.err));
}

}  // namespace

absl::Status MakeIdentities(const std::filesystem::path& folder,
                            const std::vector<std::string>& names) {
  RETURN_IF_ERROR(MakeCertificate(folder, kAuthority));
  for (const std::string& name : names) {
    RETURN_IF_ERROR(MakeCertificate(folder, name));
  }
  return absl::OkStatus();
}

config::v1::Tls TlsOf(const std::string& name) {
  config::v1::Tls tls;
  tls.set_ca_file(absl::StrCat(kAuthority, ".pem"));
  tls.set_cert_file(name + ".pem");
  tls.set_key_file(name + ".key");
  return tls;
}

}  // namespace creditproof::tool
