// What the programs that other people use say of each kind of signature.
#include <catch2/catch.hpp>
#include <string>

#include "absl/strings/str_cat.h"
#include "libs/base/files.h"
#include "libs/report/pdf_folder.h"
#include "libs/report/signed_sample.h"

namespace creditproof::report {
namespace {

TEST_CASE("pdfsig trusts either first key, with and without SM2 beside it") {
  const FirstKey first = GENERATE(FirstKey::kP256, FirstKey::kRsa);
  const bool with_sm2 = GENERATE(false, true);
  const PdfFolder report(SampleSignedBy(SignerWith(first, with_sm2)));
  REQUIRE(base::WriteFile(report.folder.path() / "ca.pem", AuthorityOf(first))
              .ok());
  report.Output("mkdir nss && certutil -N -d sql:nss --empty-password");
  report.Output("certutil -A -d sql:nss -n authority -t C,C,C -i ca.pem");
  const std::string said = report.Output("pdfsig -nssdir sql:nss report.pdf");
  CHECK_THAT(said, Catch::Contains("ETSI.CAdES.detached"));
  CHECK_THAT(said, Catch::Contains("Total document signed"));
  CHECK_THAT(said, Catch::Contains("Signature is Valid"));
  CHECK_THAT(said, Catch::Contains("Certificate is Trusted"));
}

TEST_CASE("Bouncy Castle verifies both signatures, and no other bytes") {
  std::string pdf = SampleSignedBy(SignerWith(FirstKey::kP256, true));
  const std::string verify = absl::StrCat(
      "java -cp /usr/share/java/bcprov.jar:/usr/share/java/bcutil.jar:"
      "/usr/share/java/bcpkix.jar ",
      CREDITPROOF_SOURCES, "/libs/report/VerifyReport.java report.pdf");
  CHECK(PdfFolder(pdf).Output(verify) ==
        "1.2.840.10045.4.3.2 genuine\n1.2.156.10197.1.501 genuine\n");
  pdf.back() = ' ';
  CHECK_THAT(PdfFolder(pdf).Output(verify), !Catch::Contains("genuine"));
}

}  // namespace
}  // namespace creditproof::report
