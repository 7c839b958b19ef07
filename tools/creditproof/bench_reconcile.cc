#include "tools/creditproof/bench_reconcile.h"

#include <grpcpp/create_channel.h>

#include <cstdint>
#include <string>

#include "absl/strings/str_format.h"
#include "libs/base/files.h"
#include "libs/base/status_macros.h"
#include "libs/testing/temp_directory.h"
#include "tools/creditproof/bench_ingestion.h"
#include "tools/creditproof/output.h"
#include "tools/creditproof/reconciliation.h"
#include "tools/datagen/csv_file.h"

namespace creditproof::tool {
namespace {

constexpr std::uint64_t kRows = 1'000'000;
constexpr std::uint64_t kDifferences = 10;
constexpr auto kKind = ingestion::v1::FILE_KIND_PENALTY;

// Every so many rows one differs: it lies elsewhere in time and in the table.
constexpr std::uint64_t kStep = kRows / kDifferences;

constexpr std::uint64_t kSubjects = kRows / 5;
constexpr std::uint64_t kSeed = 7;

absl::StatusOr<std::string> MakeRegistry() {
  constexpr auto kRegistry = ingestion::v1::FILE_KIND_REGISTRATION;
  const datagen::Plan plan{
      .kind = kRegistry, .seed = kSeed, .subjects = kSubjects};
  const testing::TempDirectory folder;
  datagen::CsvFile file(folder.path() / "registry.csv",
                        intake::Encoding::kGb18030);
  file.Write(datagen::HeaderRow(kRegistry));
  for (std::uint64_t i = 0; i < kSubjects; ++i) {
    file.Write(datagen::MakeRow(plan, i));
  }
  RETURN_IF_ERROR(file.Close());
  return base::ReadFile(folder.path() / "registry.csv");
}

// The department's table: as delivered, or mended in ten places since, by three
// rows of which the platform knows nothing, three that are no more, and four
// that say something else.
absl::StatusOr<std::string> MakeFile(bool mended) {
  const datagen::Plan plan{.kind = kKind, .seed = kSeed, .subjects = kSubjects};
  const std::size_t content = datagen::ColumnOf(kKind, "处罚内容");
  const testing::TempDirectory folder;
  datagen::CsvFile file(folder.path() / "table.csv",
                        intake::Encoding::kGb18030);
  file.Write(datagen::HeaderRow(kKind));
  for (std::uint64_t i = 0; i < kRows; ++i) {
    const std::uint64_t place = i % kStep == 0 ? i / kStep : kDifferences;
    if (place < 3 && !mended) continue;
    if (place >= 3 && place < 6 && mended) continue;
    datagen::Cells cells = datagen::MakeRow(plan, i);
    if (place >= 6 && place < kDifferences && mended) {
      cells[content] += "，并责令改正";
    }
    file.Write(cells);
  }
  RETURN_IF_ERROR(file.Close());
  return base::ReadFile(folder.path() / "table.csv");
}

double Ratio(absl::Duration one, absl::Duration other) {
  return absl::FDivDuration(one, other);
}

void Print(const ReconciliationCost& cost, bool json) {
  const double reading = absl::ToDoubleSeconds(cost.reading);
  const double comparing = absl::ToDoubleSeconds(cost.comparing);
  if (json) {
    PrintJson(
        {{"bench", "reconcile"},
         {"ratios",
          {{"comparing_vs_reading", Ratio(cost.comparing, cost.reading)}}},
         {"figures",
          {{"rows", kRows},
           {"differences", kDifferences},
           {"reading_seconds", reading},
           {"comparing_seconds", comparing},
           {"wire_bytes", cost.bytes}}}});
    return;
  }
  PrintLine(absl::StrFormat(
      "%d rows, %d differences: read and digested in %.2f s, compared in %.2f "
      "s more (%.3f of it), %d bytes on the wire",
      kRows, kDifferences, reading, comparing,
      Ratio(cost.comparing, cost.reading), cost.bytes));
}

}  // namespace

absl::Status BenchReconcile(bool json) {
  ASSIGN_OR_RETURN(const auto server, IngestionServer::Start());
  {
    ASSIGN_OR_RETURN(const std::string registry, MakeRegistry());
    RETURN_IF_ERROR(server->Deliver("registry", registry));
    ASSIGN_OR_RETURN(const std::string delivered, MakeFile(false));
    RETURN_IF_ERROR(server->Deliver("penalties", delivered));
  }
  ASSIGN_OR_RETURN(const std::string own, MakeFile(true));
  ingestion::v1::ReconciliationService::Stub stub(grpc::CreateChannel(
      server->address(), grpc::InsecureChannelCredentials()));
  ASSIGN_OR_RETURN(
      const Reconciliation done,
      Reconcile(stub, std::string(IngestionServer::kSource), kKind, own));
  if (done.told.size() != kDifferences) {
    return absl::InternalError(
        absl::StrFormat("%d differences were found where there are %d",
                        done.told.size(), kDifferences));
  }
  Print(done.cost, json);
  return absl::OkStatus();
}

}  // namespace creditproof::tool
