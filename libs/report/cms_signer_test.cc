#include "libs/report/cms_signer.h"

#include <catch2/catch.hpp>
#include <cstdlib>
#include <string>

#include "absl/strings/str_cat.h"
#include "libs/base/files.h"
#include "libs/crypto/digest.h"
#include "libs/report/sample_report.h"
#include "libs/testing/temp_directory.h"

namespace creditproof::report {
namespace {

constexpr absl::string_view kDocument = "a document";

std::string Sign() {
  return SampleSigner().Sign(crypto::Sha256(kDocument)).value();
}

TEST_CASE("OpenSSL verifies the signature, CAdES attributes included") {
  const testing::TempDirectory folder;
  const auto file = [&folder](const char* name) {
    return (folder.path() / name).string();
  };
  REQUIRE(base::WriteFile(file("document"), kDocument).ok());
  REQUIRE(base::WriteFile(file("cms"), Sign()).ok());
  REQUIRE(base::WriteFile(file("ca"), TestKey("test-only-ca.pem")).ok());
  const auto verify = [&file] {
    return std::system(
        absl::StrCat("openssl cms -verify -cades -binary -inform DER -in ",
                     file("cms"), " -content ", file("document"), " -CAfile ",
                     file("ca"), " -purpose any -out /dev/null 2>/dev/null")
            .c_str());
  };
  CHECK(verify() == 0);
  REQUIRE(base::WriteFile(file("document"), "another document").ok());
  CHECK(verify() != 0);
}

TEST_CASE("A CMS is rebuilt from digest and signature alone") {
  const std::string digest = crypto::Sha256(kDocument);
  const std::string cms = Sign();
  const CmsFrame& frame = SampleSigner().frame();
  bool rebuilt = false;
  for (std::size_t size = 68; size <= 72; ++size) {
    const std::string signature = cms.substr(cms.size() - size);
    rebuilt = rebuilt || frame.Wrap(digest, signature) == cms;
  }
  CHECK(rebuilt);
}

TEST_CASE("A key of another certificate is refused") {
  CHECK(CmsSigner::Make(TestKey("test-only-signer.pem"),
                        TestKey("test-only-other-signer-key.pem"))
            .status()
            .code() == absl::StatusCode::kInvalidArgument);
}

}  // namespace
}  // namespace creditproof::report
