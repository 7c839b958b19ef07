// A department drops files into a folder, and nothing else.
#include <catch2/catch.hpp>
#include <sstream>

#include "tests/installation/delivery_file.h"
#include "tests/installation/installation.h"
#include "tests/installation/wait.h"

namespace creditproof::tests {
namespace {

namespace fs = std::filesystem;

const std::string kCode = "91230103TE00000103";
const std::string kMisspelt = "91230103TE00000104";

fs::path DropFolder(const Installation& installation) {
  fs::create_directory(installation.File("drop"));
  return installation.File("drop");
}

std::vector<std::string> Sync(const fs::path& drop) {
  return {"sync", drop, "--source", "penalties", "--once"};
}

TEST_CASE("One pass sorts what was dropped by what came of it") {
  const Installation installation;
  const fs::path drop = DropFolder(installation);
  WriteWhole(drop / "good.csv", Csv({Penalty(kCode)}));
  WriteWhole(drop / "bad.csv", Csv({Penalty(kMisspelt)}));
  WriteWhole(drop / "no.csv", "%PDF-1.7\n");
  WriteWhole(drop / "half.csv.part", "half a f");

  const Outcome outcome = installation.Tool(Sync(drop));

  INFO(outcome.text);
  CHECK(outcome.exit_status == 3);
  CHECK(fs::exists(drop / "done/good.csv"));
  CHECK(fs::exists(drop / "done/good.csv.receipt"));
  CHECK(fs::exists(drop / "rejected/bad.csv.receipt"));
  const fs::path back = drop / "rejected/bad.csv.rejected.csv";
  CHECK(Contains(ReadWhole(back), kMisspelt));
  const fs::perms others = fs::perms::others_all;
  CHECK((fs::status(back).permissions() & fs::perms::group_read) !=
        fs::perms::none);
  CHECK((fs::status(back).permissions() & others) == fs::perms::none);
  CHECK_FALSE(ReadWhole(drop / "rejected/no.csv.error.txt").empty());
  CHECK(fs::exists(drop / "rejected/no.csv"));
  CHECK(fs::exists(drop / "half.csv.part"));
  CHECK(installation.Tool(Sync(drop)).exit_status == 0);

  // Mended, under the name that it came back with.
  WriteWhole(drop / "bad.csv.rejected.csv", Csv({Penalty(kCode)}));
  CHECK(installation.Tool(Sync(drop)).exit_status == 0);
}

TEST_CASE("A dropped snapshot lets lapse what it lacks") {
  const Installation installation;
  const fs::path drop = DropFolder(installation);
  std::vector<std::string> sync = Sync(drop);
  sync.push_back("--snapshots");
  const auto list = [](int count) {
    std::vector<Cells> rows;
    for (int n = 0; n < count; ++n) {
      Cells row = Penalty(kCode);
      row["行政处罚决定书文号"] = std::to_string(n) + "号";
      rows.push_back(row);
    }
    return Csv(rows);
  };
  WriteWhole(drop / "list.20260601.30.csv", list(30));
  WriteWhole(drop / "list.20260602.29.csv", list(29));
  WriteWhole(drop / "list.20260603.csv", list(28));
  WriteWhole(drop / "list.csv", list(28));
  CHECK(installation.Tool(sync).exit_status == 3);
  CHECK(fs::exists(drop / "done/list.20260601.30.csv"));
  CHECK(fs::exists(drop / "done/list.20260602.29.csv"));
  const fs::path rejected = drop / "rejected";
  CHECK(fs::exists(drop / "done/list.20260603.csv"));
  CHECK(Contains(ReadWhole(rejected / "list.csv.error.txt"), "截止日期"));
  const Outcome shown = installation.ShowOnce(kCode, [](const Json& json) {
    std::size_t lapsed = 0;
    for (const Json& record : json["records"]) {
      lapsed += record["state"] == "LAPSED" ? 1 : 0;
    }
    return lapsed == 2;
  });
  CHECK(shown.exit_status == 0);
}

TEST_CASE("Every event is a line of JSON, and files wait for the platform") {
  Installation installation;
  const fs::path drop = DropFolder(installation);
  WriteWhole(drop / "a.csv", Csv({Penalty(kCode)}));
  installation.Kill("ingestion");
  const Outcome away = installation.Tool(Sync(drop));
  CHECK(away.exit_status == 1);
  CHECK_FALSE(fs::exists(drop / "done/a.csv"));
  std::istringstream lines(away.text);
  for (std::string line; std::getline(lines, line);) {
    if (line[0] == '{') CHECK(Json::parse(line)["event"].is_string());
  }
  CHECK(Contains(away.text, "sync.not_delivered"));

  installation.Restart("ingestion");

  const Outcome back = installation.ToolOnceConnected(Sync(drop));
  CHECK(back.exit_status == 0);
  CHECK(back.json["rows"] == Json{{"ACCEPTED", 1}});
  CHECK(fs::exists(drop / "done/a.csv.receipt"));
}

TEST_CASE("A folder is watched by one job, which tries until it succeeds") {
  Installation installation;
  const fs::path drop = DropFolder(installation);
  std::vector<std::string> watch = Sync(drop);
  watch.pop_back();
  installation.Kill("ingestion");
  WriteWhole(drop / "a.csv", Csv({Penalty(kCode)}));
  testing::Process job = installation.ToolProcess(watch);
  WaitUntil("a.csv is taken", [&] { return !fs::exists(drop / "a.csv"); });

  const Outcome second = installation.Tool(watch);
  CHECK(second.exit_status == 1);
  CHECK(Contains(second.text, "FAILED_PRECONDITION"));

  installation.Restart("ingestion");
  WaitUntil("a.csv is done", [&] { return fs::exists(drop / "done/a.csv"); });
  WriteWhole(drop / "b.csv", Csv({Penalty(kCode)}) + "\r\n");
  WaitUntil("b.csv is done", [&] { return fs::exists(drop / "done/b.csv"); });
  CHECK(job.Running());
}

}  // namespace
}  // namespace creditproof::tests
