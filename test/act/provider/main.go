// Stands for Confluent's Terraform provider where that cannot be fetched: the same arguments for the
// few types that the examples use, and the same calls for tokens. It fetches the external token from
// the token URL with the credentials in the form, exchanges it at once, and creates topics with the
// external token and the pool in a header.
package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log"
	"net/http"
	"net/url"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	ds "github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/provider"
	ps "github.com/hashicorp/terraform-plugin-framework/provider/schema"
	"github.com/hashicorp/terraform-plugin-framework/providerserver"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	rs "github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

func main() {
	options := providerserver.ServeOpts{Address: "registry.terraform.io/confluentinc/confluent"}
	err := providerserver.Serve(context.Background(), func() provider.Provider { return &confluent{} }, options)
	if err != nil {
		log.Fatal(err)
	}
}

type confluent struct{}

// What resources are given: the token that Kafka takes, and the pool.
type session struct{ token, pool string }

type oauth struct {
	Pool   types.String `tfsdk:"oauth_identity_pool_id"`
	URL    types.String `tfsdk:"oauth_external_token_url"`
	ID     types.String `tfsdk:"oauth_external_client_id"`
	Secret types.String `tfsdk:"oauth_external_client_secret"`
	Scope  types.String `tfsdk:"oauth_external_token_scope"`
	Token  types.String `tfsdk:"oauth_external_access_token"`
	Expiry types.String `tfsdk:"oauth_sts_token_expired_in_seconds"`
}

type settings struct {
	Endpoint types.String `tfsdk:"endpoint"`
	OAuth    []oauth      `tfsdk:"oauth"`
}

func (*confluent) Metadata(_ context.Context, _ provider.MetadataRequest, reply *provider.MetadataResponse) {
	reply.TypeName = "confluent"
}

func (*confluent) Schema(_ context.Context, _ provider.SchemaRequest, reply *provider.SchemaResponse) {
	optional := ps.StringAttribute{Optional: true}
	secret := ps.StringAttribute{Optional: true, Sensitive: true}
	reply.Schema = ps.Schema{
		Attributes: map[string]ps.Attribute{"endpoint": optional},
		Blocks: map[string]ps.Block{"oauth": ps.ListNestedBlock{NestedObject: ps.NestedBlockObject{
			Attributes: map[string]ps.Attribute{
				"oauth_identity_pool_id":             ps.StringAttribute{Required: true},
				"oauth_external_token_url":           optional,
				"oauth_external_client_id":           optional,
				"oauth_external_client_secret":       secret,
				"oauth_external_token_scope":         optional,
				"oauth_external_access_token":        secret,
				"oauth_sts_token_expired_in_seconds": optional,
			},
		}}},
	}
}

func (*confluent) Configure(ctx context.Context, request provider.ConfigureRequest, reply *provider.ConfigureResponse) {
	var given settings
	reply.Diagnostics.Append(request.Config.Get(ctx, &given)...)
	if reply.Diagnostics.HasError() || len(given.OAuth) != 1 {
		return
	}
	oauth := given.OAuth[0]
	token, err := fetchToken(oauth.URL.ValueString(), url.Values{
		"grant_type":    {"client_credentials"},
		"client_id":     {oauth.ID.ValueString()},
		"client_secret": {oauth.Secret.ValueString()},
	})
	if err == nil {
		urn := "urn:ietf:params:oauth:"
		_, err = fetchToken(strings.TrimSuffix(given.Endpoint.ValueString(), "/")+"/sts/v1/oauth2/token", url.Values{
			"grant_type":           {urn + "grant-type:token-exchange"},
			"subject_token":        {token},
			"subject_token_type":   {urn + "token-type:jwt"},
			"requested_token_type": {urn + "token-type:access_token"},
			"identity_pool_id":     {oauth.Pool.ValueString()},
			"expires_in":           {"900"},
		})
	}
	if err != nil {
		reply.Diagnostics.AddError("No token", err.Error())
		return
	}
	reply.ResourceData = &session{token, oauth.Pool.ValueString()}
}

// The reply is read as strictly as the real provider reads it: status 200, a number in expires_in.
func fetchToken(address string, form url.Values) (string, error) {
	reply, err := http.PostForm(address, form)
	if err != nil {
		return "", err
	}
	defer reply.Body.Close()
	var body struct {
		Token   string  `json:"access_token"`
		Expires float64 `json:"expires_in"`
	}
	if reply.StatusCode != http.StatusOK {
		return "", fmt.Errorf("%s answered %s", address, reply.Status)
	}
	if err := json.NewDecoder(reply.Body).Decode(&body); err != nil {
		return "", err
	}
	if body.Token == "" || body.Expires <= 0 {
		return "", fmt.Errorf("%s answered without a token or its life", address)
	}
	return body.Token, nil
}

func (*confluent) Resources(context.Context) []func() resource.Resource {
	named := func(name string, schema rs.Schema) func() resource.Resource {
		return func() resource.Resource { return &object{name: name, schema: schema} }
	}
	id := rs.StringAttribute{Computed: true}
	required := rs.StringAttribute{Required: true}
	nested := rs.SingleNestedBlock{Attributes: map[string]rs.Attribute{"id": required}}
	return []func() resource.Resource{
		named("identity_provider", rs.Schema{Attributes: map[string]rs.Attribute{
			"id": id, "display_name": required, "description": required, "issuer": required, "jwks_uri": required,
		}}),
		named("identity_pool", rs.Schema{
			Attributes: map[string]rs.Attribute{
				"id": id, "display_name": required, "description": required,
				"identity_claim": required, "filter": required,
			},
			Blocks: map[string]rs.Block{"identity_provider": nested},
		}),
		named("role_binding", rs.Schema{Attributes: map[string]rs.Attribute{
			"id": id, "principal": required, "role_name": required, "crn_pattern": required,
		}}),
		named("kafka_topic", rs.Schema{
			Attributes: map[string]rs.Attribute{
				"id": id, "topic_name": required, "rest_endpoint": required,
				"partitions_count": rs.Int64Attribute{Optional: true},
			},
			Blocks: map[string]rs.Block{"kafka_cluster": nested},
		}),
	}
}

func (*confluent) DataSources(context.Context) []func() datasource.DataSource {
	return []func() datasource.DataSource{func() datasource.DataSource { return &cluster{} }}
}

// A resource that is whatever its plan says; a topic is created over REST besides.
type object struct {
	name   string
	schema rs.Schema
	*session
}

func (o *object) Metadata(_ context.Context, _ resource.MetadataRequest, reply *resource.MetadataResponse) {
	reply.TypeName = "confluent_" + o.name
}

func (o *object) Schema(_ context.Context, _ resource.SchemaRequest, reply *resource.SchemaResponse) {
	reply.Schema = o.schema
}

func (o *object) Configure(_ context.Context, request resource.ConfigureRequest, _ *resource.ConfigureResponse) {
	o.session, _ = request.ProviderData.(*session)
}

func (o *object) Create(ctx context.Context, request resource.CreateRequest, reply *resource.CreateResponse) {
	reply.State.Raw = request.Plan.Raw
	reply.Diagnostics.Append(reply.State.SetAttribute(ctx, path.Root("id"), o.name+"-1")...)
	if o.name != "kafka_topic" {
		return
	}
	var rest, cluster, topic types.String
	reply.Diagnostics.Append(request.Plan.GetAttribute(ctx, path.Root("rest_endpoint"), &rest)...)
	reply.Diagnostics.Append(request.Plan.GetAttribute(ctx, path.Root("kafka_cluster").AtName("id"), &cluster)...)
	reply.Diagnostics.Append(request.Plan.GetAttribute(ctx, path.Root("topic_name"), &topic)...)
	address := fmt.Sprintf("%s/kafka/v3/clusters/%s/topics", rest.ValueString(), cluster.ValueString())
	if err := o.post(address, map[string]string{"topic_name": topic.ValueString()}); err != nil {
		reply.Diagnostics.AddError("Topic not created", err.Error())
	}
}

func (o *object) post(address string, body any) error {
	text, err := json.Marshal(body)
	if err != nil {
		return err
	}
	request, err := http.NewRequest(http.MethodPost, address, bytes.NewReader(text))
	if err != nil {
		return err
	}
	request.Header.Set("Content-Type", "application/json")
	request.Header.Set("Authorization", "Bearer "+o.token)
	request.Header.Set("Confluent-Identity-Pool-Id", o.pool)
	reply, err := http.DefaultClient.Do(request)
	if err != nil {
		return err
	}
	defer reply.Body.Close()
	if reply.StatusCode != http.StatusCreated {
		answer, _ := io.ReadAll(reply.Body)
		return fmt.Errorf("%s answered %s: %s", address, reply.Status, answer)
	}
	return nil
}

func (*object) Read(context.Context, resource.ReadRequest, *resource.ReadResponse) {}

func (*object) Update(_ context.Context, request resource.UpdateRequest, reply *resource.UpdateResponse) {
	reply.State.Raw = request.Plan.Raw
}

func (*object) Delete(context.Context, resource.DeleteRequest, *resource.DeleteResponse) {}

type cluster struct{}

func (*cluster) Metadata(_ context.Context, _ datasource.MetadataRequest, reply *datasource.MetadataResponse) {
	reply.TypeName = "confluent_kafka_cluster"
}

func (*cluster) Schema(_ context.Context, _ datasource.SchemaRequest, reply *datasource.SchemaResponse) {
	required := ds.StringAttribute{Required: true}
	reply.Schema = ds.Schema{
		Attributes: map[string]ds.Attribute{"id": required, "rbac_crn": ds.StringAttribute{Computed: true}},
		Blocks: map[string]ds.Block{
			"environment": ds.SingleNestedBlock{Attributes: map[string]ds.Attribute{"id": required}},
		},
	}
}

func (*cluster) Read(ctx context.Context, request datasource.ReadRequest, reply *datasource.ReadResponse) {
	reply.State.Raw = request.Config.Raw
	crn := "crn://confluent.cloud/organization=o/environment=env-1/cloud-cluster=lkc-1"
	reply.Diagnostics.Append(reply.State.SetAttribute(ctx, path.Root("rbac_crn"), crn)...)
}
