#include "libs/report/signed_sample.h"

#include <catch2/catch.hpp>

#include "libs/report/renderer.h"

namespace creditproof::report {

CmsSigner SignerWith(FirstKey first, bool with_sm2) {
  CmsSigner signer = SampleSigner();
  if (first == FirstKey::kRsa) {
    signer = CmsSigner::Make(TestKey("test-only-rsa-signer.pem"),
                             TestKey("test-only-rsa-signer-key.pem"))
                 .value();
  }
  if (with_sm2) {
    REQUIRE(signer
                .AddSm2(TestKey("test-only-sm2-signer.pem"),
                        TestKey("test-only-sm2-signer-key.pem"))
                .ok());
  }
  return signer;
}

std::string AuthorityOf(FirstKey first) {
  return TestKey(first == FirstKey::kP256 ? "test-only-ca.pem"
                                          : "test-only-second-ca.pem");
}

std::string SampleSignedBy(const CmsSigner& signer, Page page) {
  page.data.clear_signatures();
  for (const v1::SignatureKind kind : signer.kinds()) {
    page.data.add_signatures(kind);
  }
  const auto renderer = Renderer::Make(
      std::string(kFontDirectory), CleanTemplate(), page.data.names(), signer);
  return renderer.value()->Render(page).value();
}

std::vector<CmsFrame> SampleIssuers() {
  std::vector<CmsFrame> issuers;
  for (const char* name : {"test-only-signer.pem", "test-only-rsa-signer.pem",
                           "test-only-sm2-signer.pem"}) {
    issuers.push_back(CmsFrame::FromPem(TestKey(name)).value());
  }
  return issuers;
}

}  // namespace creditproof::report
