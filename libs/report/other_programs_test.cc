// What the programs that other people use say of a report.
#include <catch2/catch.hpp>
#include <string>

#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"
#include "libs/base/files.h"
#include "libs/report/pdf_folder.h"
#include "libs/report/sample_report.h"

namespace creditproof::report {
namespace {

struct Fixture : PdfFolder {
  Fixture() : PdfFolder(SampleRenderer().Render(SamplePage()).value()) {}
};

TEST_CASE_METHOD(Fixture, "qpdf finds no fault") {
  CHECK_THAT(Output("qpdf --check report.pdf"),
             Catch::Contains("No syntax or stream encoding errors found"));
}

TEST_CASE_METHOD(Fixture, "pdfsig calls the signature valid and trusted") {
  REQUIRE(base::WriteFile(folder.path() / "ca.pem", TestKey("test-only-ca.pem"))
              .ok());
  Output("mkdir nss && certutil -N -d sql:nss --empty-password");
  Output("certutil -A -d sql:nss -n authority -t C,C,C -i ca.pem");
  const std::string said = Output("pdfsig -nssdir sql:nss report.pdf");
  CHECK_THAT(said, Catch::Contains("ETSI.CAdES.detached"));
  CHECK_THAT(said, Catch::Contains("Total document signed"));
  CHECK_THAT(said, Catch::Contains("Signature is Valid"));
  CHECK_THAT(said, Catch::Contains("Certificate is Trusted"));
}

TEST_CASE_METHOD(Fixture, "All fonts are embedded, subset and mapped") {
  const std::string said = Output("pdffonts report.pdf | tail -n +3");
  int fonts = 0;
  for (const absl::string_view line :
       absl::StrSplit(said, '\n', absl::SkipEmpty())) {
    ++fonts;
    CHECK_THAT(std::string(line), Catch::Contains("yes yes yes"));
  }
  CHECK(fonts > 0);
}

TEST_CASE_METHOD(Fixture, "Text is extracted whole, the code in one piece") {
  const std::string text = Output("pdftotext -raw report.pdf -");
  for (const char* const piece :
       {"黑龙江省经营主体公共信用信息报告", "（无违法违规证明版）",
        "哈尔滨云杉示例装备制造有限公司", "91230103TE00000103",
        "49 个领域未发现违法违规记录", "人力资源和社会保障", "暂无归集数据",
        "5HGT-2QZJ-DSAY-Q5W6-X", "2026年11月23日 10时16分42秒"}) {
    CHECK_THAT(text, Catch::Contains(piece));
  }
}

TEST_CASE_METHOD(Fixture, "The QR code is read from a rendering at 100 dpi") {
  Output("pdftoppm -r 100 -png report.pdf page");
  CHECK(Output("zbarimg -q --raw page-1.png | grep HTTPS") ==
        SamplePage().qr_text + "\n");
}

}  // namespace
}  // namespace creditproof::report
