#include "libs/crypto/certificate_request.h"

#include <catch2/catch.hpp>
#include <string>

#include "libs/base/files.h"
#include "libs/crypto/signing.h"
#include "libs/testing/process.h"
#include "libs/testing/temp_directory.h"

namespace creditproof::crypto {
namespace {

constexpr char kName[] = "黑龙江省公共信用信息平台";

TEST_CASE("OpenSSL finds a request signed by the key and in its name") {
  const Algorithm algorithm =
      GENERATE(Algorithm::kP256, Algorithm::kRsa2048, Algorithm::kSm2);
  const auto key_pem = SigningKey::GeneratePem(algorithm);
  const auto key = SigningKey::FromAnyPem(key_pem.value());
  REQUIRE(key.ok());
  CHECK(key->verifying_key().algorithm() == algorithm);

  const auto request = MakeCertificateRequest(*key_pem, kName);

  REQUIRE(request.ok());
  const testing::TempDirectory folder;
  const auto file = folder.path() / "request.pem";
  REQUIRE(base::WriteFile(file, *request).ok());
  std::vector<std::string> command = {"/usr/bin/openssl",
                                      "req",
                                      "-verify",
                                      "-in",
                                      file,
                                      "-noout",
                                      "-subject",
                                      "-pubkey",
                                      "-nameopt",
                                      "RFC2253,utf8,-esc_msb"};
  if (algorithm == Algorithm::kSm2) {
    command.insert(command.end(), {"-vfyopt", "distid:1234567812345678"});
  }
  const testing::Ended shown = testing::Run(command);
  INFO(shown.err);
  CHECK(shown.exit_status == 0);
  CHECK_THAT(shown.err, Catch::Contains("verify OK"));
  CHECK_THAT(shown.out,
             Catch::Contains(std::string("CN=") + kName + ",O=" + kName));
  CHECK_THAT(shown.out, Catch::Contains(key->verifying_key().Pem()));
}

TEST_CASE("A request wants a key and a name that fits") {
  const std::string key = SigningKey::GeneratePem().value();
  CHECK(absl::IsInvalidArgument(
      MakeCertificateRequest("no key", kName).status()));
  CHECK(absl::IsInvalidArgument(MakeCertificateRequest(key, "").status()));
  CHECK(absl::IsInvalidArgument(
      MakeCertificateRequest(key, std::string(65, 'n')).status()));
}

}  // namespace
}  // namespace creditproof::crypto
