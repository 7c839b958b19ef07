#include "tools/creditproof/dropped_folder.h"

#include <catch2/catch.hpp>
#include <iterator>
#include <utility>

#include "absl/strings/str_cat.h"
#include "libs/base/files.h"
#include "libs/testing/temp_directory.h"

namespace creditproof::tool {
namespace {

using Names = std::vector<std::string>;

const absl::Time kNow = absl::FromUnixSeconds(1'790'000'000);

// A folder that files are dropped into.
struct Drop {
  std::unique_ptr<DroppedFolder> Open(
      Completeness completeness = Completeness::kByName) const {
    auto folder = DroppedFolder::Open(directory.path(), completeness);
    REQUIRE(folder.ok());
    return *std::move(folder);
  }
  void File(const std::string& name, const std::string& content = "x") const {
    REQUIRE(base::WriteFile(directory.path() / name, content).ok());
  }
  bool Has(const std::string& name) const {
    return std::filesystem::exists(directory.path() / name);
  }

  testing::TempDirectory directory;
};

TEST_CASE("A file is complete once it bears no temporary name") {
  const Drop drop;
  for (const char* name : {"a.csv", "b.csv.part", "c.csv.TMP", "d.filepart",
                           ".e.csv", "f.csv~", "g.csv.ok", "h"}) {
    drop.File(name);
  }
  std::filesystem::create_symlink("/etc/passwd", drop.directory.path() / "i");
  CHECK(drop.Open()->Complete().value() == Names{"a.csv", "h"});
}

TEST_CASE("Where a marker is needed, a file waits for it") {
  const Drop drop;
  const auto folder = drop.Open(Completeness::kByMarker);
  drop.File("a.csv");
  CHECK(folder->Complete().value().empty());
  drop.File("a.csv.ok", "");
  CHECK(folder->Complete().value() == Names{"a.csv"});

  REQUIRE(folder->Take("a.csv", kNow).ok());

  drop.File("a.csv");  // the next one, half written
  CHECK(folder->Complete().value().empty());
}

TEST_CASE("A marker whose file was taken before a kill marks no later file") {
  const Drop drop;
  drop.File("a.csv.ok", "");
  const auto folder = drop.Open(Completeness::kByMarker);
  drop.File("a.csv");
  CHECK(folder->Complete().value().empty());
}

TEST_CASE(
    "A taken file outlives its process and is put away with its receipt") {
  const Drop drop;
  drop.File("a.csv", "rows");
  REQUIRE(drop.Open()->Take("a.csv", kNow).ok());
  const auto folder = drop.Open();
  CHECK_FALSE(drop.Has("a.csv"));
  REQUIRE(folder->Taken().value() == Names{"a.csv"});
  const std::string file = folder->TakenFile("a.csv");
  CHECK(base::ReadFile(file).value() == "rows");
  REQUIRE(base::WriteFile(file + ".receipt", "signed").ok());
  REQUIRE(base::WriteFile(file + ".receipt.1.1.tmp", "si").ok());

  REQUIRE(folder->Finish("a.csv", Place::kDone).ok());

  CHECK(drop.Has("done/a.csv"));
  CHECK(drop.Has("done/a.csv.receipt"));
  CHECK_FALSE(drop.Has("done/a.csv.receipt.1.1.tmp"));
  CHECK(folder->Taken().value().empty());
}

TEST_CASE("A move that a kill cut off goes on") {
  const Drop drop;
  drop.File("a.csv", "rows");
  auto folder = drop.Open();
  REQUIRE(folder->Take("a.csv", kNow).ok());
  drop.File("done/a.csv.receipt", "signed");  // moved; the file not yet
  folder.reset();

  folder = drop.Open();
  REQUIRE(folder->Taken().value() == Names{"a.csv"});
  REQUIRE(folder->Finish("a.csv", Place::kDone).ok());

  CHECK(drop.Has("done/a.csv"));
  CHECK(drop.Has("done/a.csv.receipt"));
}

TEST_CASE("A name that comes again overwrites nothing") {
  const Drop drop;
  const auto folder = drop.Open();
  for (const char* content : {"1", "2", "3"}) {
    drop.File("a.csv", content);
    REQUIRE(folder->Take("a.csv", kNow).ok());
    const Names taken = folder->Taken().value();
    REQUIRE(taken.size() == 1);
    REQUIRE(folder->Finish(taken.front(), Place::kDone).ok());
  }
  const auto content = [&](const std::string& name) {
    return base::ReadFile(drop.directory.path() / "done" / name).value();
  };
  CHECK(content("a.csv") == "1");
  CHECK(content("a.20260921T221320.csv") == "2");
  CHECK(content("a.20260921T221320-2.csv") == "3");
}

TEST_CASE("A mended file may bear the name that it came back with") {
  const Drop drop;
  const auto folder = drop.Open();
  drop.File("a.csv");
  REQUIRE(folder->Take("a.csv", kNow).ok());
  REQUIRE(base::WriteFile(folder->TakenFile("a.csv").string() + ".rejected.csv",
                          "rows")
              .ok());
  REQUIRE(folder->Finish("a.csv", Place::kRejected).ok());

  drop.File("a.csv.rejected.csv", "mended");
  REQUIRE(folder->Take("a.csv.rejected.csv", kNow).ok());
  REQUIRE(folder->Taken().value() ==
          Names{"a.csv.rejected.20260921T221320.csv"});
  CHECK(drop.Has("rejected/a.csv.rejected.csv"));
}

TEST_CASE("Of a name that is too long what lies beside it has room") {
  const Drop drop;
  const auto folder = drop.Open();
  std::string name;
  while (name.size() < 220) name += "行政处罚";
  name += ".csv";  // 232 bytes
  drop.File(name);
  REQUIRE(folder->Take(name, kNow).ok());

  const Names taken = folder->Taken().value();
  REQUIRE(taken.size() == 1);
  const std::string file = folder->TakenFile(taken.front());
  REQUIRE(base::WriteFile(absl::StrCat(file, kRejectedSuffix), "rows").ok());
  REQUIRE(folder->Finish(taken.front(), Place::kRejected).ok());
  CHECK(drop.Has(absl::StrCat("rejected/", taken.front())));
}

TEST_CASE("A file called as what lies beside another displaces nothing") {
  const Drop drop;
  const auto folder = drop.Open();
  const bool first = GENERATE(true, false);
  Names names = {"a.csv", "a.csv.receipt"};
  if (!first) std::swap(names[0], names[1]);
  for (const std::string& name : names) {
    drop.File(name, name);
    REQUIRE(folder->Take(name, kNow).ok());
  }
  const Names taken = folder->Taken().value();
  for (const std::string& name : taken) {
    REQUIRE(base::WriteFile(
                absl::StrCat(folder->TakenFile(name).string(), kReceiptSuffix),
                "signed")
                .ok());
    REQUIRE(folder->Finish(name, Place::kDone).ok());
  }
  const auto entries =
      std::filesystem::directory_iterator(drop.directory.path() / "done");
  CHECK(std::distance(entries, std::filesystem::directory_iterator()) == 4);
}

TEST_CASE("Two cannot work on one folder") {
  const Drop drop;
  const auto folder = drop.Open();
  const absl::Status status =
      DroppedFolder::Open(drop.directory.path(), Completeness::kByName)
          .status();
  CHECK(status.code() == absl::StatusCode::kFailedPrecondition);
  CHECK(absl::IsNotFound(
      DroppedFolder::Open("/absent", Completeness::kByName).status()));
}

}  // namespace
}  // namespace creditproof::tool
