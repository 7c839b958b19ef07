#include "tools/creditproof/bench_ingest.h"

#include <sys/resource.h>

#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "absl/time/clock.h"
#include "libs/base/files.h"
#include "libs/base/status_macros.h"
#include "libs/intake/raw_rows.h"
#include "libs/kv/big_endian.h"
#include "libs/kv/store.h"
#include "libs/testing/temp_directory.h"
#include "tools/creditproof/bench_identities.h"
#include "tools/creditproof/bench_ingest_server.h"
#include "tools/creditproof/bench_visible.h"
#include "tools/creditproof/delivered_file.h"
#include "tools/creditproof/delivery.h"
#include "tools/creditproof/output.h"
#include "tools/datagen/rows.h"

namespace creditproof::tool {
namespace {

using ingestion::v1::FileKind;

constexpr int kRuns = 3;
constexpr std::uint64_t kSubjects = 20'000;
constexpr std::uint64_t kRows = 60'000;
constexpr std::size_t kRowsPerBatch = 1000;

std::string Encoded(const std::vector<std::string>& cells) {
  return intake::Encode(absl::StrCat(absl::StrJoin(cells, ","), "\r\n"),
                        intake::Encoding::kGb18030);
}

// A department's file in GB 18030, row by row.
std::vector<std::string> MakeRows(FileKind kind, std::uint64_t rows) {
  const datagen::Plan plan{kind, /*seed=*/7, kSubjects};
  std::vector<std::string> file = {Encoded(datagen::HeaderRow(kind))};
  for (std::uint64_t i = 0; i < rows; ++i) {
    file.push_back(Encoded(datagen::MakeRow(plan, i)));
  }
  return file;
}

double Median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

absl::Status DeliverAll(const IngestServer& server, const std::string& source,
                        const std::string& file, std::int64_t rows) {
  const testing::TempDirectory folder;
  const std::string path = folder.path() / "file.csv";
  RETURN_IF_ERROR(base::WriteFile(path, file));
  ASSIGN_OR_RETURN(const DeliveredFile delivered, DeliveredFile::Open(path));
  RejectedFile rejected(delivered, path + ".rejected.csv",
                        base::Readers::kOwner);
  ASSIGN_OR_RETURN(const Answers answers,
                   Deliver(server.peer(), {source, {}, false, delivered, {}},
                           rejected, [](const Progress&) {}));
  const auto accepted = answers.rows.find(ingestion::v1::ROW_OUTCOME_ACCEPTED);
  if (accepted != answers.rows.end() && accepted->second == rows) {
    return absl::OkStatus();
  }
  return absl::InternalError("not every row of the sample was accepted");
}

struct Files {
  std::string registry;
  std::vector<std::string> penalty_rows;
  std::string penalties;  // these, one behind the other
};

Files MakeFiles() {
  Files files{
      absl::StrJoin(MakeRows(ingestion::v1::FILE_KIND_REGISTRATION, kSubjects),
                    ""),
      MakeRows(ingestion::v1::FILE_KIND_PENALTY, kRows),
      {}};
  files.penalties = absl::StrJoin(files.penalty_rows, "");
  return files;
}

// One delivery of penalties to a server that knows their subjects.
struct Delivered {
  double rows_per_second;
  double catch_up_seconds;  // more, until every follower has applied it
  std::vector<std::string> entries;
};
absl::StatusOr<Delivered> Run(const std::filesystem::path& identities,
                              const Files& files, bool followed) {
  ASSIGN_OR_RETURN(const auto server,
                   IngestServer::Start(identities, followed));
  RETURN_IF_ERROR(DeliverAll(*server, "registry", files.registry, kSubjects));
  RETURN_IF_ERROR(server->WaitForFollowers());
  const absl::Time start = absl::Now();
  RETURN_IF_ERROR(DeliverAll(*server, "penalties", files.penalties, kRows));
  const absl::Time answered = absl::Now();
  RETURN_IF_ERROR(server->WaitForFollowers());
  Delivered delivered{kRows / absl::ToDoubleSeconds(answered - start),
                      absl::ToDoubleSeconds(absl::Now() - answered),
                      {}};
  ASSIGN_OR_RETURN(delivered.entries, server->LogEntries());
  return delivered;
}

absl::StatusOr<double> RunPaced(const std::filesystem::path& identities,
                                const Files& files) {
  ASSIGN_OR_RETURN(const auto server,
                   IngestServer::Start(identities, /*followed=*/true));
  RETURN_IF_ERROR(DeliverAll(*server, "registry", files.registry, kSubjects));
  RETURN_IF_ERROR(server->WaitForFollowers());
  return MeasureVisible(*server, files.penalty_rows);
}

// The same bytes, put into a bare store in synced batches.
absl::StatusOr<double> RunBare(const std::vector<std::string>& entries) {
  const testing::TempDirectory folder;
  ASSIGN_OR_RETURN(const auto store,
                   kv::Store::Open(folder.path() / "bare", {"log"}));
  const absl::Time start = absl::Now();
  for (std::size_t i = 0; i < entries.size();) {
    kv::Batch batch(*store);
    for (std::size_t n = 0; n < kRowsPerBatch && i < entries.size(); ++n, ++i) {
      batch.Put(kv::Family{0}, kv::BigEndian(std::uint64_t{i}), entries[i]);
    }
    RETURN_IF_ERROR(store->Commit(std::move(batch), kv::Durability::kSynced));
  }
  return double(entries.size()) / absl::ToDoubleSeconds(absl::Now() - start);
}

double PeakMegabytes() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return double(usage.ru_maxrss) / 1024;
}

struct Figures {
  std::vector<double> alone, followed, bare, catching_up, visible, alone_ratio,
      followed_ratio;
};

void Print(const Figures& figures, bool json) {
  const double alone = Median(figures.alone);
  const double followed = Median(figures.followed);
  const double bare = Median(figures.bare);
  if (json) {
    PrintJson(
        {{"bench", "ingest"},
         {"ratios",
          {{"ingest_vs_rocksdb", Median(figures.alone_ratio)},
           {"ingest_followed_vs_rocksdb", Median(figures.followed_ratio)}}},
         {"figures",
          {{"rows_per_second", alone},
           {"rows_per_second_followed", followed},
           {"rocksdb_rows_per_second", bare},
           {"catch_up_seconds", Median(figures.catching_up)},
           {"visible_p99_ms_at_5000_rows_per_second", Median(figures.visible)},
           {"process_peak_mb", PeakMegabytes()}}}});
    return;
  }
  PrintLine(absl::StrFormat("%-34s %10s %10s", "", "rows/s", "of RocksDB"));
  PrintLine(absl::StrFormat("%-34s %10.0f %10.3f", "bare RocksDB, synced", bare,
                            1.0));
  PrintLine(absl::StrFormat("%-34s %10.0f %10.3f", "delivery, nobody follows",
                            alone, Median(figures.alone_ratio)));
  PrintLine(absl::StrFormat("%-34s %10.0f %10.3f", "delivery, two followers",
                            followed, Median(figures.followed_ratio)));
  PrintLine(absl::StrFormat(
      "followers done %.2f s after the last answer; process peak %.0f MB",
      Median(figures.catching_up), PeakMegabytes()));
  PrintLine(absl::StrFormat(
      "at 5,000 rows/s seen by a check %.1f ms after the answer (99th "
      "percentile)",
      Median(figures.visible)));
}

}  // namespace

absl::Status BenchIngest(bool json) {
  const testing::TempDirectory identities;
  RETURN_IF_ERROR(MakeIdentities(identities.path(), {"server", "client"}));
  const Files files = MakeFiles();
  Figures figures;
  for (int run = 0; run < kRuns; ++run) {
    ASSIGN_OR_RETURN(const Delivered alone,
                     Run(identities.path(), files, false));
    ASSIGN_OR_RETURN(const double bare, RunBare(alone.entries));
    ASSIGN_OR_RETURN(const Delivered followed,
                     Run(identities.path(), files, true));
    figures.alone.push_back(alone.rows_per_second);
    figures.bare.push_back(bare);
    figures.followed.push_back(followed.rows_per_second);
    figures.catching_up.push_back(followed.catch_up_seconds);
    figures.alone_ratio.push_back(alone.rows_per_second / bare);
    figures.followed_ratio.push_back(followed.rows_per_second / bare);
    ASSIGN_OR_RETURN(const double visible, RunPaced(identities.path(), files));
    figures.visible.push_back(visible);
  }
  Print(figures, json);
  return absl::OkStatus();
}

}  // namespace creditproof::tool
