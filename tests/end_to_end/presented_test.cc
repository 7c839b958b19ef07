// Whatever the bearer has of a report: a file, its SHA-256, a scan, a photo, or
// what became of the file in somebody's hands.
#include <algorithm>
#include <catch2/catch.hpp>

#include "absl/strings/escaping.h"
#include "libs/crypto/digest.h"
#include "libs/testing/process.h"
#include "tests/installation/delivery_file.h"
#include "tests/installation/installation.h"

namespace creditproof::tests {
namespace {

const std::string kCode = "91230103TE00000103";

// With a report about kCode in `pdf`.
class Issued : public Installation {
 public:
  explicit Issued(int followers = 1) : Installation(followers) {
    REQUIRE(Ingest("registry.csv", Csv({Registered(kCode)}), "registry")
                .exit_status == 0);
    REQUIRE(Ingest("penalties.csv", Csv({Penalty(CodeNumber(2))}), "penalties")
                .exit_status == 0);
    const Outcome issued =
        Tool({"issue", kCode, "--scenario", "融资上市类", "--out", pdf});
    INFO(issued.text << issued.json.dump());
    REQUIRE(issued.exit_status == 0);
    number = issued.json["number"];
  }

  Outcome Verify(std::vector<std::string> arguments) const {
    arguments.insert(arguments.begin(), "verify");
    return Tool(arguments);
  }

  const std::string pdf = File("report.pdf");
  std::string number;
};

TEST_CASE("A SHA-256 is asked of every instance") {
  const Issued installation(2);
  const std::string bytes = ReadWhole(installation.pdf);
  const auto sha256 = [](const std::string& file) {
    return absl::BytesToHexString(crypto::Sha256(file));
  };

  const Outcome known = installation.Verify({"--sha256", sha256(bytes)});
  INFO(known.text << known.json.dump());
  CHECK(known.exit_status == 0);
  CHECK(known.json["verdict"] == "01");
  CHECK(known.json["number"] == installation.number);

  const Outcome unknown =
      installation.Verify({"--sha256", sha256(bytes + "\n")});
  CHECK(unknown.exit_status == 3);
  CHECK(unknown.json["verdict"] == "08");
  CHECK(installation.Verify({"--sha256", "12"}).exit_status == 2);
}

TEST_CASE("Of a scan or photo the QR code is judged, and it is said") {
  const Issued installation;
  const std::string page = installation.File("page");
  REQUIRE(testing::Run({"/usr/bin/pdftoppm", "-r", "150", "-png", "-singlefile",
                        installation.pdf, page})
              .exit_status == 0);
  REQUIRE(testing::Run({"/usr/bin/pdftoppm", "-r", "200", "-jpeg", "-gray",
                        "-singlefile", installation.pdf, page})
              .exit_status == 0);
  const std::string keys = installation.directory() / "keys";

  for (const std::vector<std::string>& command :
       {std::vector<std::string>{page + ".png"},
        {page + ".jpg"},
        {page + ".png", "--offline", "--keys", keys}}) {
    const Outcome verified = installation.Verify(command);
    INFO(verified.text << verified.json.dump());
    CHECK(verified.exit_status == 0);
    CHECK(verified.json["verdict"] == "01");
    CHECK(verified.json["number"] == installation.number);
    CHECK(Contains(verified.json["message"], "没有核对页面上的文字"));
  }

  const std::string broken = installation.File("broken.png");
  WriteWhole(broken, ReadWhole(page + ".png").substr(0, 2000));
  const Outcome refused = installation.Verify({broken});
  CHECK(refused.exit_status == 1);
  CHECK(Contains(refused.text, "图片"));
}

TEST_CASE("What was altered is named, field by field") {
  const Issued installation;
  std::string bytes = ReadWhole(installation.pdf);
  const std::string name = NameOf(kCode);
  std::string other = name;
  std::swap_ranges(other.begin(), other.begin() + 3, other.begin() + 3);
  REQUIRE(other != name);
  bytes.replace(bytes.find(name), name.size(), other);  // in the data
  const std::string altered = installation.File("altered.pdf");
  WriteWhole(altered, bytes);

  const Outcome verified = installation.Verify({altered});

  INFO(verified.text << verified.json.dump());
  CHECK(verified.exit_status == 3);
  CHECK(verified.json["verdict"] == "05");
  REQUIRE(verified.json["alterations"].size() >= 1);
  const Json& first = verified.json["alterations"][0];
  CHECK(first["label"] == "名称");
  CHECK(first["shown"] == name);
  CHECK(first["attached"] == other);
  CHECK(first["issued"] == name);
}

TEST_CASE("What another program saved anew is told apart") {
  const Issued installation;
  const std::string saved = installation.File("saved.pdf");
  REQUIRE(
      testing::Run({"/usr/bin/qpdf", installation.pdf, saved}).exit_status ==
      0);

  const Outcome verified = installation.Verify({saved});

  CHECK(verified.exit_status == 3);
  CHECK(verified.json["verdict"] == "05");
  CHECK(Contains(verified.json["message"], "已被其他软件重新保存"));
}

}  // namespace
}  // namespace creditproof::tests
