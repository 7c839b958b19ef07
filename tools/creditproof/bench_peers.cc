#include "tools/creditproof/bench_peers.h"

#include <filesystem>
#include <regex>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "libs/base/files.h"
#include "libs/base/status_macros.h"
#include "libs/qr/qr.h"
#include "libs/testing/process.h"
#include "libs/testing/temp_directory.h"
#include "tools/creditproof/bench_installation.h"
#include "tools/creditproof/bench_node.h"
#include "tools/creditproof/output.h"

namespace creditproof::tool {
namespace {

constexpr char kFont[] =
    "/usr/share/fonts/truetype/droid/DroidSansFallbackFull.ttf";
constexpr char kSeconds[] = "5";
constexpr double kSizeOfBox = 0.85;     // of a word's box, its size
constexpr double kBaselineOfBox = 0.8;  // and where it stands

absl::StatusOr<std::string> Must(std::vector<std::string> command) {
  const std::string program = command[0];
  const testing::Ended ended = testing::Run(std::move(command));
  if (ended.exit_status == 0) return ended.out;
  return absl::UnavailableError(absl::StrCat(program, ": ", ended.err));
}

// The words of a page and where they are, as pdftotext finds them.
absl::StatusOr<Json> TextsOf(const std::filesystem::path& pdf) {
  ASSIGN_OR_RETURN(const std::string boxes,
                   Must({"/usr/bin/pdftotext", "-bbox", "-l", "1", pdf, "-"}));
  static const std::regex kWord(
      R"re(<word xMin="(.*?)" yMin="(.*?)" xMax=".*?" yMax="(.*?)">(.*?)</word>)re");
  Json texts = Json::array();
  for (std::sregex_iterator at(boxes.begin(), boxes.end(), kWord), end;
       at != end; ++at) {
    const double top = std::stod((*at)[2]);
    const double height = std::stod((*at)[3]) - top;
    texts.push_back(
        {{"x", std::stod((*at)[1])},
         {"y", top + kBaselineOfBox * height},
         {"size", kSizeOfBox * height},
         {"text", absl::StrReplaceAll(
                      (*at)[4].str(),
                      {{"&lt;", "<"}, {"&gt;", ">"}, {"&amp;", "&"}})}});
  }
  if (!texts.empty()) return texts;
  return absl::InternalError("pdftotext finds no words on the sample");
}

Json RowsOf(const qr::Matrix& matrix) {
  Json rows = Json::array();
  for (int y = 0; y < matrix.size; ++y) {
    std::string row;
    for (int x = 0; x < matrix.size; ++x) row += matrix.at(x, y) ? '1' : '0';
    rows.push_back(std::move(row));
  }
  return rows;
}

absl::Status WritePage(const BenchPress& press,
                       const std::filesystem::path& folder) {
  const std::filesystem::path pdf = folder / "sample.pdf";
  RETURN_IF_ERROR(base::WriteFile(pdf, press.sample()));
  ASSIGN_OR_RETURN(Json texts, TextsOf(pdf));
  ASSIGN_OR_RETURN(const qr::Matrix matrix, qr::Encode(press.qr_text()));
  const Json page = {
      {"texts", std::move(texts)},
      {"qr", {{"x", 450}, {"y", 700}, {"side", 85}, {"rows", RowsOf(matrix)}}}};
  return base::WriteFile(folder / "page.json", page.dump());
}

// What a peer that ran said of itself.
absl::StatusOr<double> Rate(std::vector<std::string> command) {
  ASSIGN_OR_RETURN(const std::string out, Must(std::move(command)));
  const Json said = Json::parse(out, nullptr, /*allow_exceptions=*/false);
  if (!said.is_object() || said.value("reports", 0) == 0) {
    return absl::UnavailableError("no report: " + out);
  }
  return said.at("reports").get<double>() / said.at("seconds").get<double>();
}

absl::StatusOr<double> RatePdfkit(const std::filesystem::path& folder) {
  RETURN_IF_ERROR(InstallPeers(folder));
  const std::filesystem::path key = folder / "rsa.key";
  const std::filesystem::path certificate = folder / "rsa.crt";
  const std::filesystem::path both = folder / "rsa.p12";
  RETURN_IF_ERROR(
      Must({"/usr/bin/openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes",
            "-subj", "/CN=bench", "-keyout", key, "-out", certificate})
          .status());
  // As signpdf reads it: old ciphers, and few rounds, since it does so each
  // time.
  RETURN_IF_ERROR(Must({"/usr/bin/openssl", "pkcs12", "-export", "-inkey", key,
                        "-in", certificate, "-out", both, "-passout",
                        "pass:", "-keypbe", "PBE-SHA1-3DES", "-certpbe",
                        "PBE-SHA1-3DES", "-macalg", "sha1", "-iter", "1"})
                      .status());
  return Rate({"/usr/bin/env", "node", folder / "pdfkit.mjs",
               folder / "page.json", kFont, both, kSeconds,
               folder / "pdfkit.pdf"});
}

absl::StatusOr<double> RatePodofo(const BenchPress& press,
                                  const std::filesystem::path& folder) {
  return Rate({absl::StrCat(ProgramFolder(), "/creditproof-bench-podofo"),
               folder / "page.json", kFont, press.key_file(),
               press.certificate_file(), kSeconds, folder / "podofo.pdf"});
}

}  // namespace

absl::StatusOr<std::map<std::string, double>> MeasurePeers(
    const BenchPress& press) {
  std::map<std::string, double> rates;
  if (!std::filesystem::exists(kFont)) {
    PrintError(absl::NotFoundError(absl::StrCat("peers draw with ", kFont)));
    return rates;
  }
  const testing::TempDirectory folder;
  RETURN_IF_ERROR(WritePage(press, folder.path()));
  const auto take = [&rates](const std::string& name,
                             const absl::StatusOr<double>& rate) {
    if (rate.ok()) {
      rates[name] = *rate;
    } else {
      PrintError(rate.status());
    }
  };
  take("pdfkit", RatePdfkit(folder.path()));
  take("podofo", RatePodofo(press, folder.path()));
  return rates;
}

}  // namespace creditproof::tool
