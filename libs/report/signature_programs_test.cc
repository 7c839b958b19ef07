// What the programs that other people use say of each kind of signature.
#include <catch2/catch.hpp>
#include <string>

#include "absl/strings/str_cat.h"
#include "libs/base/files.h"
#include "libs/report/pdf_folder.h"
#include "libs/report/signed_sample.h"
#include "libs/report/stamped_sample.h"

namespace creditproof::report {
namespace {

// As `pdfsig` says it who trusts the authority.
std::string Pdfsig(const std::string& pdf, FirstKey first) {
  const PdfFolder report(pdf);
  REQUIRE(base::WriteFile(report.folder.path() / "ca.pem", AuthorityOf(first))
              .ok());
  report.Output("mkdir nss && certutil -N -d sql:nss --empty-password");
  report.Output("certutil -A -d sql:nss -n authority -t C,C,C -i ca.pem");
  return report.Output("pdfsig -nssdir sql:nss report.pdf");
}

void CheckTrusted(const std::string& said) {
  CHECK_THAT(said, Catch::Contains("ETSI.CAdES.detached"));
  CHECK_THAT(said, Catch::Contains("Total document signed"));
  CHECK_THAT(said, Catch::Contains("Signature is Valid"));
  CHECK_THAT(said, Catch::Contains("Certificate is Trusted"));
}

TEST_CASE("pdfsig trusts either first key, with and without SM2 beside it") {
  const FirstKey first = GENERATE(FirstKey::kP256, FirstKey::kRsa);
  const bool with_sm2 = GENERATE(false, true);
  CheckTrusted(Pdfsig(SampleSignedBy(SignerWith(first, with_sm2)), first));
}

TEST_CASE("pdfsig trusts a stamped report as it does another") {
  const FirstKey first = GENERATE(FirstKey::kP256, FirstKey::kRsa);
  CheckTrusted(Pdfsig(StampedSample(StampingSigner(first, true)), first));
}

std::string BouncyCastle(const std::string& pdf) {
  return PdfFolder(pdf).Output(absl::StrCat(
      "java -cp /usr/share/java/bcprov.jar:/usr/share/java/bcutil.jar:"
      "/usr/share/java/bcpkix.jar ",
      CREDITPROOF_SOURCES, "/libs/report/VerifyReport.java report.pdf"));
}

TEST_CASE("Bouncy Castle verifies both signatures, and no other bytes") {
  std::string pdf = SampleSignedBy(SignerWith(FirstKey::kP256, true));
  CHECK(BouncyCastle(pdf) ==
        "1.2.840.10045.4.3.2 genuine\n1.2.156.10197.1.501 genuine\n");
  pdf.back() = ' ';
  CHECK_THAT(BouncyCastle(pdf), !Catch::Contains("genuine"));
}

TEST_CASE("Bouncy Castle verifies a time stamp beside either key") {
  const std::string authority = GENERATE("tsa", "p256-tsa");
  CHECK(BouncyCastle(
            StampedSample(StampingSigner(FirstKey::kP256, true, authority))) ==
        "1.2.840.10045.4.3.2 genuine\n1.2.156.10197.1.501 genuine\n"
        "stamped by test-only-" +
            authority + "\n");
}

}  // namespace
}  // namespace creditproof::report
