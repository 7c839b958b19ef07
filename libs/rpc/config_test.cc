#include "libs/rpc/config.h"

#include <catch2/catch.hpp>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "creditproof/config/v1/config.pb.h"
#include "libs/base/files.h"
#include "libs/testing/temp_directory.h"

namespace creditproof::rpc {
namespace {

absl::Status Read(const std::string& text, config::v1::Tls& tls) {
  const testing::TempDirectory directory;
  const auto file = directory.path() / "config.textproto";
  REQUIRE(base::WriteFile(file, text).ok());
  return ReadConfig(file, tls);
}

TEST_CASE("A configuration is read from its text") {
  config::v1::Tls tls;
  REQUIRE(Read("ca_file: 'a' cert_file: 'b' # yes\nkey_file: 'c'", tls).ok());
  CHECK(tls.cert_file() == "b");
}

TEST_CASE("A misspelt field is shown by line and column") {
  config::v1::Tls tls;
  const absl::Status refused = Read("ca_file: 'a'\n  cert_fil: 'b'\n", tls);
  CHECK(absl::IsInvalidArgument(refused));
  CHECK(absl::StrContains(refused.message(), "config.textproto:2:"));
  CHECK(absl::StrContains(refused.message(), "cert_fil"));
}

TEST_CASE("A REQUIRED field that is missing is named with the file") {
  config::v1::Tls tls;
  const absl::Status refused = Read("ca_file: 'a' key_file: 'c'", tls);
  CHECK(absl::IsInvalidArgument(refused));
  CHECK(absl::EndsWith(refused.message(),
                       "config.textproto: cert_file: is required"));
}

TEST_CASE("A configuration that is not there is NOT_FOUND") {
  config::v1::Tls tls;
  CHECK(absl::IsNotFound(ReadConfig("/nowhere/config.textproto", tls)));
}

TEST_CASE("File names are relative to the configuration's folder") {
  const auto folder = ConfigFolder("/etc/creditproof/ingestion.textproto");
  CHECK(Resolve(folder, "keys/a.pem") == "/etc/creditproof/keys/a.pem");
  CHECK(Resolve(folder, "/run/a.pem") == "/run/a.pem");
  CHECK(ConfigFolder("here.textproto") == std::filesystem::current_path());
}

}  // namespace
}  // namespace creditproof::rpc
