#include "tools/creditproof/bench_ingestion.h"

#include <grpcpp/server_builder.h>

#include <optional>

#include "absl/strings/str_cat.h"
#include "creditproof/ingestion/v1/source_service.grpc.pb.h"
#include "libs/base/status_macros.h"
#include "libs/changelog/embedded_log.h"
#include "libs/record/subject_name.h"
#include "libs/testing/temp_directory.h"
#include "libs/workdays/calendar.h"
#include "services/ingestion/delivery_desk.h"
#include "services/ingestion/families.h"
#include "services/ingestion/reconciliation_service.h"
#include "services/ingestion/snapshot_turn.h"
#include "services/ingestion/sources.h"

namespace creditproof::tool {
namespace {

using namespace creditproof::ingestion;  // what main.cc of it wires

constexpr std::uint32_t kPartitions = 16;
constexpr std::size_t kChunkBytes = 256 * 1024;
constexpr char kClient[] = "bench";

v1::Source BenchSource() {
  v1::Source source;
  source.set_display_name("性能测试");
  source.set_contact("0451-0000000");
  source.add_client_names(kClient);
  source.set_delivers_registrations(true);
  source.add_record_kinds(record::v1::RECORD_KIND_PENALTY);
  for (int area = 1; record::v1::Area_IsValid(area); ++area) {
    source.add_areas(static_cast<record::v1::Area>(area));
  }
  return source;
}

}  // namespace

struct IngestionServer::Parts {
  absl::Status Open();
  absl::Status Serve();

  testing::TempDirectory folder;
  std::unique_ptr<kv::Store> store;
  std::unique_ptr<audit::Trail> trail;
  std::unique_ptr<changelog::EmbeddedLog> log;
  std::unique_ptr<Writer> writer;
  std::optional<crypto::SigningKey> receipt_key;
  std::optional<DeliveryDesk> desk;
  rpc::Executor executor{2, 64};
  std::optional<rpc::Gate> gate;
  std::optional<ReconciliationServiceImpl> service;
  std::unique_ptr<grpc::Server> server;
  std::string address;
};

absl::Status IngestionServer::Parts::Open() {
  ASSIGN_OR_RETURN(store, OpenStore(folder.path() / "data", kPartitions));
  ASSIGN_OR_RETURN(trail, audit::Trail::Open(*store, kAudit));
  ASSIGN_OR_RETURN(log,
                   changelog::EmbeddedLog::Open(*store, kLog, kIds, kPartitions,
                                                base::SystemClock()));
  ASSIGN_OR_RETURN(
      writer, Writer::Open(*store, *log, kPartitions, base::SystemClock()));
  ASSIGN_OR_RETURN(const std::string sealing_keys,
                   crypto::Sealer::GenerateKeyFile());
  ASSIGN_OR_RETURN(crypto::Sealer sealer,
                   crypto::Sealer::FromKeyFile(sealing_keys));
  ASSIGN_OR_RETURN(const std::string pem, crypto::SigningKey::GeneratePem());
  ASSIGN_OR_RETURN(receipt_key, crypto::SigningKey::FromPem(pem));
  // Without holidays: nobody looks at how late the rows are.
  ASSIGN_OR_RETURN(workdays::Calendar calendar,
                   workdays::Calendar::Parse("known,2020-01-01,2030-12-31"));
  desk.emplace(*store, *writer, std::move(sealer), *receipt_key,
               std::move(calendar), SweepLimits());
  return writer->Do(
      [](Act& act) { return AddSource(kSource, BenchSource(), kClient, act); });
}

absl::Status IngestionServer::Parts::Serve() {
  gate.emplace(
      rpc::AllowAs(kClient), [](const rpc::CallRecord&) {}, executor);
  ASSIGN_OR_RETURN(
      rpc::AllowList nobody,
      rpc::AllowList::Make(v1::SourceService::service_full_name(), {}));
  service.emplace(
      ReconciliationServiceImpl::Parts{*store, *log, *writer, *trail,
                                       kPartitions,
                                       SourceActors(std::move(nobody))},
      *receipt_key, *gate, base::SystemClock());
  grpc::ServerBuilder builder;
  int port = 0;
  builder.AddListeningPort("127.0.0.1:0", grpc::InsecureServerCredentials(),
                           &port);
  builder.RegisterService(&*service);
  server = builder.BuildAndStart();
  if (server == nullptr) {
    return absl::UnavailableError("no port of loopback is free");
  }
  address = absl::StrCat("127.0.0.1:", port);
  return absl::OkStatus();
}

absl::StatusOr<std::unique_ptr<IngestionServer>> IngestionServer::Start() {
  auto parts = std::make_unique<Parts>();
  RETURN_IF_ERROR(parts->Open());
  RETURN_IF_ERROR(parts->Serve());
  return std::unique_ptr<IngestionServer>(
      new IngestionServer(std::move(parts)));
}

IngestionServer::IngestionServer(std::unique_ptr<Parts> parts)
    : parts_(std::move(parts)) {}

IngestionServer::~IngestionServer() { parts_->server->Shutdown(); }

const std::string& IngestionServer::address() const { return parts_->address; }

absl::Status IngestionServer::Deliver(const std::string& delivery_id,
                                      absl::string_view file) {
  v1::DeliveryHeader header;
  header.set_source(record::SourceName(kSource));
  header.set_delivery_id(delivery_id);
  ASSIGN_OR_RETURN(
      const auto delivery,
      parts_->desk->Begin(header, {kClient}, [](const v1::DeliverResponse&) {
        return absl::OkStatus();
      }));
  for (; !file.empty();
       file.remove_prefix(std::min(kChunkBytes, file.size()))) {
    RETURN_IF_ERROR(delivery->Feed(file.substr(0, kChunkBytes)));
  }
  return delivery->Finish(0);
}

}  // namespace creditproof::tool
