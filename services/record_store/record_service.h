// RecordService: what is known of a subject, now or in the past, and what
// became of it.
#pragma once

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "creditproof/record/v1/record_service.grpc.pb.h"
#include "libs/access/ground.h"
#include "libs/audit/trail.h"
#include "libs/base/clock.h"
#include "libs/changelog/head_reader.h"
#include "libs/partition/partition.h"
#include "libs/rpc/gate.h"
#include "services/record_store/history.h"

namespace creditproof::record_store {

// Every look is judged, and on disk in the audit trail before it is answered.
// Thread-safe.
class RecordServiceImpl final
    : public record::v1::RecordService::CallbackService {
 public:
  // The references must outlive the service.
  RecordServiceImpl(const History& history, changelog::HeadReader& heads,
                    PartitionSet partitions, access::Judge judge,
                    audit::Trail& trail, base::Clock clock,
                    const rpc::Gate& gate);

  grpc::ServerUnaryReactor* GetSubject(
      grpc::CallbackServerContext* context,
      const record::v1::GetSubjectRequest* request,
      record::v1::SubjectDossier* response) override;
  grpc::ServerUnaryReactor* ListRevisions(
      grpc::CallbackServerContext* context,
      const record::v1::ListRevisionsRequest* request,
      record::v1::ListRevisionsResponse* response) override;
  grpc::ServerUnaryReactor* DiffRevisions(
      grpc::CallbackServerContext* context,
      const record::v1::DiffRevisionsRequest* request,
      record::v1::DiffRevisionsResponse* response) override;

 private:
  // Who looks at whom, and by which method.
  struct Look {
    absl::string_view method;
    const rpc::Caller& caller;
    const CreditCode& code;
    const access::v1::Ground& ground;
  };

  absl::StatusOr<record::v1::SubjectDossier> Get(
      const record::v1::GetSubjectRequest& request,
      const rpc::Caller& caller) const;
  absl::StatusOr<record::v1::ListRevisionsResponse> List(
      const record::v1::ListRevisionsRequest& request,
      const rpc::Caller& caller) const;
  absl::StatusOr<record::v1::DiffRevisionsResponse> Diff(
      const record::v1::DiffRevisionsRequest& request,
      const rpc::Caller& caller) const;

  // What `read(access, partition)` answers, once the ground is judged and the
  // look is on disk.
  template <typename Response, typename Read>
  absl::StatusOr<Response> Audited(const Look& look, Read read) const;

  // What was known at `as_of`, once all that was appended by then is applied.
  // Fails with UNAVAILABLE (BEHIND_LOG) when that takes too long.
  absl::StatusOr<record::v1::SubjectDossier> ReadAt(std::uint32_t partition,
                                                    const CreditCode& code,
                                                    absl::Time as_of) const;

  absl::StatusOr<access::Access> Judge(const access::v1::Ground& ground,
                                       const access::Look& look) const;

  const History& history_;
  changelog::HeadReader& heads_;
  const PartitionSet partitions_;
  const access::Judge judge_;
  audit::Trail& trail_;
  const base::Clock clock_;
  const rpc::Gate& gate_;
};

}  // namespace creditproof::record_store
