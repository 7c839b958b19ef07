// What must not enter is searched for in every file of an installation.
#include <catch2/catch.hpp>

#include "creditproof/config/v1/config.pb.h"
#include "creditproof/ingestion/v1/ingestion_service.grpc.pb.h"
#include "libs/intake/raw_rows.h"
#include "libs/rpc/client.h"
#include "libs/rpc/config.h"
#include "tests/installation/delivery_file.h"
#include "tests/installation/installation.h"

namespace creditproof::tests {
namespace {

namespace fs = std::filesystem;

using ingestion::v1::DeliverRequest;
using ingestion::v1::DeliverResponse;
using ingestion::v1::IngestionService;

constexpr char16_t kSecret[] = u"金丝雀QZXV密卷";
const std::string kSecretText = "金丝雀QZXV密卷";
const std::string kVisible = "可见VQXZ样例";
const std::string kPerson = "230103198003071233";
const std::string kCode = "91230103TE00000103";

// A text as it may stand in a file, in every encoding.
std::vector<std::string> Forms(const std::string& text,
                               const std::u16string& units) {
  std::string little;
  std::string big;
  for (const char16_t unit : units) {
    const char low = static_cast<char>(unit & 0xff);
    const char high = static_cast<char>(unit >> 8);
    little += {low, high};
    big += {high, low};
  }
  return {text, intake::Encode(text, intake::Encoding::kGb18030), little, big};
}

std::vector<std::string> Forms(const std::string& ascii) {
  return Forms(ascii, std::u16string(ascii.begin(), ascii.end()));
}

// The files below `folder` that hold any of `forms`, by name.
std::vector<std::string> FilesWith(const fs::path& folder,
                                   const std::vector<std::string>& forms) {
  std::vector<std::string> found;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (!entry.is_regular_file()) continue;
    const std::string content = ReadWhole(entry.path());
    for (const std::string& form : forms) {
      if (!Contains(content, form)) continue;
      found.push_back(entry.path().filename());
      break;
    }
  }
  return found;
}

// A row with the canary in every cell but the one that says what it is.
Cells Secret(const std::string& classified) {
  Cells row = Penalty(kCode);
  for (auto& [column, cell] : row) cell = kSecretText;
  row["是否涉密"] = classified;
  row["自设列"] = kSecretText;
  row["法定代表人证件号码"] = kSecretText;
  return row;
}

Cells Open(const std::string& number, const Cells& changes) {
  Cells row = Penalty(kCode, {{"行政处罚决定书文号", number},
                              {"违法事实", kVisible},
                              {"是否涉密", "否"},
                              {"自设列", ""},
                              {"法定代表人证件号码", kPerson}});
  for (const auto& [column, cell] : changes) row[column] = cell;
  return row;
}

// Classified rows, one that does not say, and rows with somebody's number: one
// recorded, one in quarantine, one rejected.
std::string File() {
  return Csv({Secret("是"), Open("1号", {}), Secret("不清楚"), Secret("机密"),
              Open("2号", {{"行政相对人代码_1(统一社会信用代码)",
                            "91230103TE00000104"}}),
              Open("3号", {{"处罚决定日期", "2023-02-30"}}), Secret("是")});
}

// Sends the file as it is, as a client that drops nothing does.
std::string DeliverRaw(const Installation& installation,
                       const std::string& file) {
  config::v1::Client config;
  REQUIRE(rpc::ReadConfig(installation.directory() / "client.textproto", config)
              .ok());
  const auto peer =
      rpc::Peer::Make("ingestion", config.ingestion(), config.tls(),
                      installation.directory(), config.partition_count())
          .value();
  IngestionService::Stub stub(peer->ChannelFor(0));
  grpc::ClientContext context;
  const auto stream = stub.Deliver(&context);
  DeliverRequest request;
  request.mutable_header()->set_source("sources/penalties");
  request.mutable_header()->set_delivery_id("raw");
  REQUIRE(stream->Write(request));
  request.set_chunk(file);
  REQUIRE(stream->Write(request));
  request.mutable_end()->set_size_bytes(static_cast<std::int64_t>(file.size()));
  REQUIRE(stream->Write(request));
  stream->WritesDone();
  std::string answers;
  DeliverResponse response;
  while (stream->Read(&response)) answers += response.SerializeAsString();
  REQUIRE(stream->Finish().ok());
  return answers;
}

void CheckNowhere(const fs::path& folder, const std::string& text,
                  const std::vector<std::string>& forms) {
  CAPTURE(text);
  CHECK(FilesWith(folder, forms) == std::vector<std::string>{});
}

TEST_CASE("Nothing classified and nobody's number is in any file") {
  Installation installation;
  const auto encoding =
      GENERATE(intake::Encoding::kUtf8, intake::Encoding::kGb18030);
  const std::string file = intake::Encode(File(), encoding);
  const fs::path sent = installation.File("sent.csv");
  std::string told;

  // Runs the tool, which drops what is classified.
  const auto run = [&](const std::vector<std::string>& arguments) {
    const testing::Ended ended = installation.ToolProcess(arguments).Wait();
    CHECK(ended.exit_status == 3);
    told += ended.out + ended.err;
    return Read(ended).json;
  };
  // Where the file lies afterwards; with what came back it is its sender's own.
  const auto take_back = [&](const fs::path& as_sent) {
    const std::string came_back = ReadWhole(as_sent.string() + ".rejected.csv");
    for (const std::string& form : Forms(kSecretText, kSecret)) {
      CHECK_FALSE(Contains(came_back, form));
    }
    fs::remove(as_sent.string() + ".rejected.csv");
    fs::remove(as_sent);
  };

  SECTION("through the tool") {
    WriteWhole(sent, file);
    CHECK(run({"ingest", sent, "--source", "penalties"})["rows"]["EXCLUDED"] ==
          4);
    take_back(sent);
  }
  SECTION("as a snapshot, after a dry run, and reconciled") {
    WriteWhole(sent, file);
    const std::vector<std::string> snapshot = {
        "ingest", sent, "--source",   "penalties",
        "--rows", "7",  "--snapshot", "2026-06-01"};
    std::vector<std::string> dry_run = snapshot;
    dry_run.push_back("--dry-run");
    CHECK(run(dry_run)["rows"]["EXCLUDED"] == 4);
    CHECK(run(snapshot)["rows"]["EXCLUDED"] == 4);
    run({"reconcile", sent, "--source", "penalties"});
    take_back(sent);
  }
  SECTION("through a folder") {
    const fs::path drop = installation.File("drop");
    fs::create_directory(drop);
    WriteWhole(drop / "sent.csv", file);
    CHECK(run({"sync", drop, "--source", "penalties",
               "--once"})["rows"]["EXCLUDED"] == 4);
    take_back(drop / "rejected/sent.csv");
  }
  SECTION("through a client that drops nothing") {
    told = DeliverRaw(installation, file);
  }
  // All of it once more as a follower sees it.
  installation.ShowOnce(
      kCode, [](const Json& json) { return json["records"].size() == 1; });
  for (const std::string& name : installation.names()) {
    told += installation.Log(name);
  }
  CHECK_FALSE(Contains(told, kSecretText));
  CHECK_FALSE(Contains(told, kPerson));

  // Write-ahead logs hold every byte that was written, tables only compressed.
  installation.Stop();
  const std::vector<std::string> person = Forms(kPerson);
  const std::vector<std::string> secret = Forms(kSecretText, kSecret);
  CHECK(FilesWith(installation.directory(), {kVisible}).size() >= 2);
  CheckNowhere(installation.directory(), "classified", secret);
  CheckNowhere(installation.directory(), "a person's", person);

  installation.Start();  // which writes what the logs held into tables
  installation.Stop();
  CheckNowhere(installation.directory(), "classified", secret);
  CheckNowhere(installation.directory(), "a person's", person);
}

}  // namespace
}  // namespace creditproof::tests
