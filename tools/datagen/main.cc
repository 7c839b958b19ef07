// creditproof-datagen: department files of any size, about subjects that do not
// exist. The same flags give the same bytes.

#include <CLI/CLI.hpp>
#include <iostream>
#include <map>
#include <string>

#include "tools/datagen/csv_file.h"
#include "tools/datagen/defects.h"
#include "tools/datagen/rows.h"

namespace creditproof::datagen {
namespace {

struct Flags {
  Plan plan;
  std::uint64_t rows = 1000;
  std::uint64_t subjects = 0;  // as many as rows
  double defects = 0;
  intake::Encoding encoding = intake::Encoding::kUtf8;
  std::string out;
};

const std::map<std::string, ingestion::v1::FileKind> kKinds = {
    {"registration", ingestion::v1::FILE_KIND_REGISTRATION},
    {"penalty", ingestion::v1::FILE_KIND_PENALTY},
    {"dishonesty", ingestion::v1::FILE_KIND_DISHONESTY},
    {"defaulter", ingestion::v1::FILE_KIND_DEFAULTER}};
const std::map<std::string, intake::Encoding> kEncodings = {
    {"utf8", intake::Encoding::kUtf8},
    {"utf8bom", intake::Encoding::kUtf8Bom},
    {"gb18030", intake::Encoding::kGb18030}};

void Describe(CLI::App& app, Flags& flags) {
  app.add_option("--kind", flags.plan.kind, "Kind of file")
      ->required()
      ->transform(CLI::CheckedTransformer(kKinds));
  app.add_option("--rows", flags.rows, "Rows to make")->capture_default_str();
  app.add_option("--seed", flags.plan.seed, "What everything follows from")
      ->capture_default_str();
  app.add_option(
         "--subjects", flags.subjects,
         "Subjects that records are about: subject n is row n of the "
         "registration file of the same seed (default: as many as rows)")
      ->check(CLI::PositiveNumber);
  app.add_option("--defects", flags.defects, "Share of rows to spoil")
      ->capture_default_str()
      ->check(CLI::Range(0.0, 1.0));
  app.add_option("--encoding", flags.encoding, "utf8, utf8bom or gb18030")
      ->transform(CLI::CheckedTransformer(kEncodings));
  app.add_option("--out", flags.out, "File to write")->required();
  app.footer(
      "Example:\n  creditproof-datagen --kind penalty --rows 1000000 --seed 7 "
      "--subjects 200000 --encoding gb18030 --out penalties.csv");
}

absl::Status Write(const Flags& flags) {
  constexpr std::uint64_t kDefectSalt = 0x5EED;
  CsvFile file(flags.out, flags.encoding);
  file.Write(HeaderRow(flags.plan.kind));
  for (std::uint64_t i = 0; i < flags.rows; ++i) {
    Cells cells = MakeRow(flags.plan, i);
    Dice dice(flags.plan.seed ^ kDefectSalt, i);
    if (dice.Chance(flags.defects)) Spoil(flags.plan.kind, dice, cells);
    file.Write(cells);
  }
  return file.Close();
}

}  // namespace
}  // namespace creditproof::datagen

int main(int argc, char* argv[]) {
  using namespace creditproof::datagen;
  Flags flags;
  CLI::App app("Makes department files about subjects that do not exist.");
  Describe(app, flags);
  CLI11_PARSE(app, argc, argv);
  flags.plan.subjects = flags.subjects > 0 ? flags.subjects : flags.rows;
  const absl::Status status = Write(flags);
  if (!status.ok()) {
    std::cerr << "creditproof-datagen: " << flags.out << ": "
              << status.message() << "\n";
    return EXIT_FAILURE;
  }
  return EXIT_SUCCESS;
}
