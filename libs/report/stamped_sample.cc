#include "libs/report/stamped_sample.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "libs/report/sample_report.h"
#include "libs/testing/time_stamp_authority.h"

namespace creditproof::report {
namespace {

std::string File(const std::string& authority, const std::string& end) {
  return TestKey(absl::StrCat("test-only-", authority, end));
}

}  // namespace

Stamper StamperOf(const std::string& authority) {
  return Stamper::FromPem(File(authority, ".pem")).value();
}

std::string AnswerOf(const std::string& authority, const std::string& request) {
  return testing::TimeStampAuthority(File(authority, ".pem"),
                                     File(authority, "-key.pem"))
      .Reply(request);
}

CmsSigner StampingSigner(FirstKey first, bool with_sm2,
                         const std::string& authority) {
  CmsSigner signer = SignerWith(first, with_sm2);
  const Stamper stamper = StamperOf(authority);
  signer.AddTimeStamps(stamper, [=](absl::string_view signature) {
    const std::string nonce = "12345678";
    return stamper.ReadAnswer(
        AnswerOf(authority, TimeStampRequest(signature, nonce)), signature,
        nonce);
  });
  return signer;
}

std::string StampedSample(const CmsSigner& signer, absl::Time issue_time) {
  Page page = SamplePage();
  page.data.set_time_stamped(true);
  page.data.mutable_issue_time()->set_seconds(absl::ToUnixSeconds(issue_time));
  return SampleSignedBy(signer, std::move(page));
}

std::vector<Stamper> SampleStampers() {
  return {StamperOf("p256-tsa"), StamperOf("tsa")};
}

}  // namespace creditproof::report
